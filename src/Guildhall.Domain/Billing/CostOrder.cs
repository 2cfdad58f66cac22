using System.Collections.Immutable;

namespace Guildhall.Domain.Billing;

/// <summary>One order of costs, so that what is made of them does not depend on how they came.</summary>
internal static class CostOrder
{
    public static IComparer<CostKey> Keys { get; } = Comparer<CostKey>.Create(Compare);

    private static readonly ImmutableArray<Func<CostKey, string>> Texts =
    [
        k => k.Account.Value, k => k.Currency, k => k.BillingEntity, k => k.ProductCode, k => k.ProductName, k => k.LineItemType, k => k.Region, k => k.UsageType, k => k.LegalEntity, k => k.InvoiceId,
        k => k.AgreementId,
    ];

    /// <summary>Asked for each pair of the costs of an account: nothing is made for it.</summary>
    private static int Compare(CostKey? left, CostKey? right)
    {
        foreach (var text in Texts)
        {
            if (string.CompareOrdinal(text(left!), text(right!)) is not 0 and var order) return order;
        }

        var (a, b) = (left!.Tags.Values, right!.Tags.Values);
        for (var tag = 0; tag < Math.Min(a.Length, b.Length); tag++)
        {
            if (string.CompareOrdinal(a[tag], b[tag]) is not 0 and var order) return order;
        }

        return 0;
    }
}
