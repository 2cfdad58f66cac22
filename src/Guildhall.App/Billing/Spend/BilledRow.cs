using System.Collections.Immutable;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Spend;

/// <summary>Which of the charges in the bills are looked at.</summary>
public enum BilledPart
{
    All,

    /// <summary>Of accounts that may not buy the product today.</summary>
    NotApproved,

    /// <summary>That no agreement here stands for.</summary>
    WithoutAgreement,
}

/// <summary>A product with the accounts that a part is about.</summary>
/// <param name="Uses">At least one.</param>
public sealed record BilledRow(BilledProduct Product, ImmutableArray<BilledUse> Uses)
{
    /// <summary>What those pay.</summary>
    public AmountSum Cost { get; } = BilledUse.Sum(Uses);

    /// <summary>The products of a part, the dearest first.</summary>
    public static IEnumerable<BilledRow> Of(BilledProductList list, BilledPart part) =>
        list.Products.Select(p => new BilledRow(p, [.. p.Uses.Where(u => Is(u, part))])).Where(r => !r.Uses.IsEmpty).OrderByDescending(r => r.Cost.Units);

    private static bool Is(BilledUse use, BilledPart part) => part switch
    {
        BilledPart.NotApproved => use.Standing == UseStanding.NotApproved,
        BilledPart.WithoutAgreement => use.Agreements.IsEmpty,
        _ => true,
    };
}
