using System.Collections.Frozen;

namespace Guildhall.App.Billing.Reading;

/// <summary>What a column is called in one form of report. aws-operations.md C.5, C.8.</summary>
/// <param name="Name">As AWS documents it.</param>
/// <param name="Needed">Without it, the report cannot be read.</param>
/// <param name="Decides">It decides how much who owes: doubled, it would be unclear which one counts.</param>
internal sealed record ColumnName(ReportColumn Column, string Name, bool Needed = false, bool Decides = false);

/// <summary>
/// The forms of reports. Names are compared by their letters and digits alone, so <c>lineItem/UsageAccountId</c> and CUR 2.0's
/// <c>line_item_usage_account_id</c> are one, and <c>reservation/ReservationARN</c> and <c>reservation_reservation_a_r_n</c> as well.
/// </summary>
internal static class ColumnNames
{
    public static readonly FrozenDictionary<string, ColumnName> Cur = Form(
    [
        new(ReportColumn.Payer, "bill/PayerAccountId", Needed: true, Decides: true),
        new(ReportColumn.Account, "lineItem/UsageAccountId", Needed: true, Decides: true),
        new(ReportColumn.Start, "lineItem/UsageStartDate", Needed: true, Decides: true),
        new(ReportColumn.Currency, "lineItem/CurrencyCode", Needed: true, Decides: true),
        new(ReportColumn.Unblended, "lineItem/UnblendedCost", Needed: true, Decides: true),
        new(ReportColumn.LineItemType, "lineItem/LineItemType", Needed: true, Decides: true),
        new(ReportColumn.ProductCode, "lineItem/ProductCode", Needed: true, Decides: true),
        new(ReportColumn.BillingEntity, "bill/BillingEntity", Decides: true),
        new(ReportColumn.LegalEntity, "lineItem/LegalEntity"),
        new(ReportColumn.ProductName, "product/ProductName"),
        new(ReportColumn.RegionCode, "product/regionCode"),
        new(ReportColumn.Region, "product/region"),
        new(ReportColumn.UsageType, "lineItem/UsageType"),
        new(ReportColumn.InvoiceId, "bill/InvoiceId", Decides: true),
        new(ReportColumn.Description, "lineItem/LineItemDescription"),
        new(ReportColumn.Resource, "lineItem/ResourceId"),
        new(ReportColumn.Net, "lineItem/NetUnblendedCost", Decides: true),
        new(ReportColumn.SavingsPlanEffectiveCost, "savingsPlan/SavingsPlanEffectiveCost", Decides: true),
        new(ReportColumn.SavingsPlanTotalCommitment, "savingsPlan/TotalCommitmentToDate", Decides: true),
        new(ReportColumn.SavingsPlanUsedCommitment, "savingsPlan/UsedCommitment", Decides: true),
        new(ReportColumn.ReservationEffectiveCost, "reservation/EffectiveCost", Decides: true),
        new(ReportColumn.ReservationUnusedUpfront, "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod", Decides: true),
        new(ReportColumn.ReservationUnusedRecurring, "reservation/UnusedRecurringFee", Decides: true),
        new(ReportColumn.ReservationArn, "reservation/ReservationARN"),
        new(ReportColumn.ProductMap, "product"),
        new(ReportColumn.TagMap, "resource_tags"),
    ]);

    public static readonly FrozenDictionary<string, ColumnName> Focus = Form(
    [
        new(ReportColumn.Payer, "BillingAccountId", Needed: true, Decides: true),
        new(ReportColumn.Account, "SubAccountId", Needed: true, Decides: true),
        new(ReportColumn.Start, "ChargePeriodStart", Needed: true, Decides: true),
        new(ReportColumn.Currency, "BillingCurrency", Needed: true, Decides: true),
        new(ReportColumn.Unblended, "BilledCost", Needed: true, Decides: true),
        new(ReportColumn.LineItemType, "ChargeCategory", Needed: true, Decides: true),
        new(ReportColumn.ProductName, "ServiceName", Needed: true),
        new(ReportColumn.ProductCode, "x_ServiceCode"),
        new(ReportColumn.LegalEntity, "PublisherName"),
        new(ReportColumn.Region, "RegionId"),
        new(ReportColumn.UsageType, "x_UsageType"),
        new(ReportColumn.InvoiceId, "InvoiceId", Decides: true),
        new(ReportColumn.Description, "ChargeDescription"),
        new(ReportColumn.Resource, "ResourceId"),
        new(ReportColumn.EffectiveCost, "EffectiveCost", Decides: true),
        new(ReportColumn.Provider, "ProviderName"),
        new(ReportColumn.TagMap, "Tags"),
    ]);

    /// <summary>Only its letters and digits, small.</summary>
    public static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit).Select(char.ToLowerInvariant));

    private static FrozenDictionary<string, ColumnName> Form(IEnumerable<ColumnName> names) => names.ToFrozenDictionary(n => Plain(n.Name), StringComparer.Ordinal);
}
