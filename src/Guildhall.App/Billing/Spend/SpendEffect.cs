using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Governance;

namespace Guildhall.App.Billing.Spend;

/// <summary>What an account pays for a product that a change takes the approval of away from it, or denies to it.</summary>
/// <param name="Account">12 digits.</param>
/// <param name="Code">The report's product code.</param>
/// <param name="Before">Of the month before the newest.</param>
/// <param name="Cost">Of the newest month so far.</param>
public sealed record PaidUse(string Account, ProductId Product, string Code, AmountSum Before, AmountSum Cost);

/// <summary>
/// What is paid for on AWS Marketplace and loses its approval by a change, or is denied by it. None of it ends by that: AWS's agreements go on, and cost what they cost, until they end or somebody ends them
/// (private-marketplace.md 5.3).
/// </summary>
/// <param name="Currency">What the costs are in; null where nothing could be concerned, or there is no report.</param>
/// <param name="From">The month before the newest that has a report.</param>
/// <param name="To">The newest.</param>
/// <param name="Uses">The dearest first.</param>
public sealed record SpendEffect(string? Currency, BillingMonth From, BillingMonth To, ImmutableArray<PaidUse> Uses)
{
    public static SpendEffect None { get; } = new(null, default, default, []);

    public AmountSum Before { get; } = Uses.Aggregate(AmountSum.Zero, (sum, use) => sum + use.Before);

    public AmountSum Cost { get; } = Uses.Aggregate(AmountSum.Zero, (sum, use) => sum + use.Cost);

    /// <summary>How many accounts pay.</summary>
    public int Accounts { get; } = Uses.Select(u => u.Account).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Those of the charges whose permission the change takes away, or whose product it denies, by account and product.</summary>
    internal static SpendEffect Of(PermissionTurns turns, MarketplaceSpend billed, IEnumerable<MatchedCharge> charges) => new(
        billed.Currency, billed.From, billed.To,
        [
            .. charges.Where(c => c.Product is { } product && (turns.Of(c.Charge.Account, product.Value) is false || turns.Denies(c.Charge.Account, product.Value)))
                .GroupBy(c => (c.Charge.Account, Product: c.Product!.Value, c.Charge.Code))
                .Select(g => new PaidUse(g.Key.Account, g.Key.Product, g.Key.Code, Sum(g, billed.From), Sum(g, billed.To)))
                .Where(u => u.Before.Units > 0 || u.Cost.Units > 0)
                .OrderByDescending(u => u.Before.Units + u.Cost.Units).ThenBy(u => u.Account, StringComparer.Ordinal).ThenBy(u => u.Code, StringComparer.Ordinal),
        ]);

    private static AmountSum Sum(IEnumerable<MatchedCharge> charges, BillingMonth month) => AmountSum.Of(charges.Where(c => c.Charge.Month == month).Select(c => c.Charge.Cost));
}
