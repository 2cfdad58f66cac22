namespace Guildhall.Domain.Billing;

/// <summary>One order of costs, so that what is made of them does not depend on how they came.</summary>
internal static class CostOrder
{
    public static IComparer<CostKey> Keys { get; } = Comparer<CostKey>.Create(Compare);

    private static int Compare(CostKey? left, CostKey? right)
    {
        foreach (var (a, b) in Texts(left!).Zip(Texts(right!)))
        {
            if (string.CompareOrdinal(a, b) is not 0 and var order) return order;
        }

        return 0;
    }

    private static IEnumerable<string> Texts(CostKey key) =>
    [
        key.Account.Value, key.Currency, key.BillingEntity, key.ProductCode, key.ProductName, key.LineItemType, key.Region, key.UsageType, key.LegalEntity, key.InvoiceId, key.AgreementId,
        .. key.Tags.Values,
    ];
}
