using Guildhall.SimulatedAws.Reports.Costs;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>The columns of a report, in AWS's order and spelling: <c>category/name</c>. Columns of products come and go from month to month (aws-operations.md C.3, C.5).</summary>
internal static class ReportColumns
{
    private static readonly string[] Front =
    [
        "identity/LineItemId", "identity/TimeInterval",
        "bill/InvoiceId", "bill/InvoicingEntity", "bill/BillingEntity", "bill/BillType", "bill/PayerAccountId", "bill/BillingPeriodStartDate", "bill/BillingPeriodEndDate",
        "lineItem/UsageAccountId", "lineItem/LineItemType", "lineItem/UsageStartDate", "lineItem/UsageEndDate", "lineItem/ProductCode", "lineItem/UsageType", "lineItem/Operation",
        "lineItem/AvailabilityZone", "lineItem/ResourceId", "lineItem/UsageAmount", "lineItem/NormalizationFactor", "lineItem/NormalizedUsageAmount", "lineItem/CurrencyCode",
        "lineItem/UnblendedRate", "lineItem/UnblendedCost", "lineItem/BlendedRate", "lineItem/BlendedCost", "lineItem/LineItemDescription", "lineItem/TaxType",
        "lineItem/NetUnblendedRate", "lineItem/NetUnblendedCost", "lineItem/LegalEntity",
        "discount/EdpDiscount", "discount/TotalDiscount",
        "product/ProductName",
    ];

    /// <summary>Product columns that each month has.</summary>
    private static readonly string[] Filled =
        ["instanceType", "location", "locationType", "operation", "productFamily", "region", "regionCode", "servicecode", "servicename", "sku", "usagetype"];

    /// <summary>Product columns that a month has or has not.</summary>
    private static readonly string[] Changing =
    [
        "accountAssistance", "architecturalReview", "architectureSupport", "availability", "bestPractices", "caseSeverityresponseTimes", "clockSpeed", "contentType", "currentGeneration",
        "customerServiceAndCommunities", "databaseEngine", "dedicatedEbsThroughput", "deploymentOption", "description", "durability", "ebsOptimized", "ecu", "endpointType", "engineCode",
        "enhancedNetworkingSupported", "feeCode", "feeDescription", "fromLocation", "fromLocationType", "group", "groupDescription", "includedServices", "instanceFamily", "licenseModel",
        "maxIopsBurstPerformance", "maxIopsvolume", "maxThroughputvolume", "maxVolumeSize", "memory", "messageDeliveryFrequency", "minVolumeSize", "networkPerformance",
        "operatingSystem", "operationsSupport", "physicalProcessor", "preInstalledSw", "processorArchitecture", "processorFeatures", "proactiveGuidance", "programmaticCaseManagement",
        "provisioned", "queueType", "requestType", "routingType", "softwareType", "storage", "storageClass", "storageMedia", "technicalSupport", "tenancy", "toLocation", "toLocationType",
        "training", "transferType", "vcpu", "version", "volumeType", "whoCanOpenCases",
    ];

    private static readonly string[] Back =
    [
        "pricing/LeaseContractLength", "pricing/OfferingClass", "pricing/PurchaseOption", "pricing/publicOnDemandCost", "pricing/publicOnDemandRate", "pricing/term", "pricing/unit",
        "reservation/AvailabilityZone", "reservation/EffectiveCost", "reservation/NumberOfReservations", "reservation/RecurringFeeForUsage", "reservation/ReservationARN",
        "reservation/UnitsPerReservation", "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod", "reservation/UnusedRecurringFee",
        "savingsPlan/OfferingType", "savingsPlan/PaymentOption", "savingsPlan/PurchaseTerm", "savingsPlan/RecurringCommitmentForBillingPeriod", "savingsPlan/Region",
        "savingsPlan/SavingsPlanArn", "savingsPlan/SavingsPlanEffectiveCost", "savingsPlan/SavingsPlanRate", "savingsPlan/TotalCommitmentToDate", "savingsPlan/UsedCommitment",
    ];

    private static readonly HashSet<string> Discounted = ["lineItem/NetUnblendedRate", "lineItem/NetUnblendedCost", "discount/EdpDiscount", "discount/TotalDiscount"];

    /// <summary>The columns of a month's report.</summary>
    /// <param name="resources">Whether lines name their resources.</param>
    public static IReadOnlyList<string> Of(BillScope scope, bool resources) =>
    [
        .. Front.Where(column => (resources || column != "lineItem/ResourceId") && (scope.Discount is not null || !Discounted.Contains(column))),
        .. Filled.Concat(Changing.Where(column => Lot.Of(column, scope.Month.Folder) % 12 != 0)).Order(StringComparer.Ordinal).Select(column => "product/" + column),
        .. Back,
    ];

    /// <summary>The type that manifests name.</summary>
    public static string TypeOf(string column) => column switch
    {
        "identity/TimeInterval" => "Interval",
        "identity/LineItemId" or "lineItem/UsageAccountId" => "String",
        _ when column.EndsWith("Date", StringComparison.Ordinal) => "DateTime",
        _ when column.EndsWith("Cost", StringComparison.Ordinal) || column.EndsWith("Amount", StringComparison.Ordinal) || column.EndsWith("Discount", StringComparison.Ordinal) => "OptionalBigDecimal",
        _ => "OptionalString",
    };
}
