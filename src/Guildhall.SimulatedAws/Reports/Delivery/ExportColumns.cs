using System.Text;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>
/// The columns of CUR 2.0, the same each month: by their names in legacy CUR, with maps for what has no column of its own (aws-operations.md C.5; AWS's table
/// dictionary for CUR 2.0).
/// </summary>
internal static class ExportColumns
{
    private const string Resource = "lineItem/ResourceId";

    private static readonly string[] Maps = ["cost_category", "discount", "product", "resource_tags"];

    private static readonly string[] All =
    [
        "bill/BillType", "bill/BillingEntity", "bill/BillingPeriodEndDate", "bill/BillingPeriodStartDate", "bill/InvoiceId", "bill/InvoicingEntity", "bill/PayerAccountId",
        "cost_category", "discount", "discount/BundledDiscount", "discount/TotalDiscount", "identity/LineItemId", "identity/TimeInterval",
        "lineItem/AvailabilityZone", "lineItem/BlendedCost", "lineItem/BlendedRate", "lineItem/CurrencyCode", "lineItem/LegalEntity", "lineItem/LineItemDescription", "lineItem/LineItemType",
        "lineItem/NetUnblendedCost", "lineItem/NetUnblendedRate", "lineItem/NormalizationFactor", "lineItem/NormalizedUsageAmount", "lineItem/Operation", "lineItem/ProductCode",
        Resource, "lineItem/TaxType", "lineItem/UnblendedCost", "lineItem/UnblendedRate", "lineItem/UsageAccountId", "lineItem/UsageAmount", "lineItem/UsageEndDate",
        "lineItem/UsageStartDate", "lineItem/UsageType",
        "pricing/LeaseContractLength", "pricing/OfferingClass", "pricing/PurchaseOption", "pricing/publicOnDemandCost", "pricing/publicOnDemandRate", "pricing/term", "pricing/unit",
        "product", "product/instanceType", "product/location", "product/locationType", "product/operation", "product/productFamily", "product/regionCode", "product/servicecode", "product/sku",
        "product/usagetype",
        "reservation/AvailabilityZone", "reservation/EffectiveCost", "reservation/NumberOfReservations", "reservation/RecurringFeeForUsage", "reservation/ReservationARN",
        "reservation/UnitsPerReservation", "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod", "reservation/UnusedRecurringFee", "resource_tags",
        "savingsPlan/OfferingType", "savingsPlan/PaymentOption", "savingsPlan/PurchaseTerm", "savingsPlan/RecurringCommitmentForBillingPeriod", "savingsPlan/Region",
        "savingsPlan/SavingsPlanArn", "savingsPlan/SavingsPlanEffectiveCost", "savingsPlan/SavingsPlanRate", "savingsPlan/TotalCommitmentToDate", "savingsPlan/UsedCommitment",
    ];

    /// <param name="resources">Whether lines name their resources.</param>
    public static IReadOnlyList<string> Of(bool resources) => [.. All.Where(column => resources || column != Resource)];

    public static bool IsMap(string column) => Maps.Contains(column);

    /// <summary>As CUR 2.0 has it: <c>lineItem/UsageAccountId</c> is <c>line_item_usage_account_id</c>.</summary>
    public static string NameOf(string column) => column switch
    {
        "savingsPlan/SavingsPlanArn" => "savings_plan_savings_plan_a_r_n",
        _ when column.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash => $"{Spell(column[..slash])}_{Spell(column[(slash + 1)..])}",
        _ => column,
    };

    /// <summary>Small letters, with a line before each that was large.</summary>
    public static string Spell(string name)
    {
        var spelt = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && spelt.Length > 0) spelt.Append('_');
            spelt.Append(char.ToLowerInvariant(letter));
        }

        return spelt.ToString();
    }

    /// <summary>The type that manifests name.</summary>
    /// <param name="name">As CUR 2.0 has it.</param>
    public static string TypeOf(string name) => name switch
    {
        _ when Maps.Contains(name) => "map",
        _ when name.EndsWith("_date", StringComparison.Ordinal) => "timestamp",
        _ when name.EndsWith("_cost", StringComparison.Ordinal) || name.EndsWith("_amount", StringComparison.Ordinal) || name.EndsWith("_discount", StringComparison.Ordinal) => "double",
        _ => "string",
    };
}
