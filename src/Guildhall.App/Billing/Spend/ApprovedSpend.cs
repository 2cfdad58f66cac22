using System.Collections.Immutable;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Spend;

/// <summary>What AWS Marketplace charged accounts, by what governs them says of the products today.</summary>
/// <param name="Currency">What all is in; null while there is no report.</param>
/// <param name="Newest">The newest month of which there is a report.</param>
/// <param name="Sums">Each standing that has a charge in that month or the one before.</param>
public sealed record ApprovedSpend(string? Currency, BillingMonth Newest, ImmutableDictionary<UseStanding, StandingSpend> Sums)
{
    /// <summary>Currencies of charges that are not told here.</summary>
    public ImmutableArray<string> Others { get; init; } = [];

    public StandingSpend this[UseStanding standing] => Sums.GetValueOrDefault(standing);
}

/// <summary>What is charged of one standing in the newest month and in the one before.</summary>
public readonly record struct StandingSpend(AmountSum Newest, AmountSum Before)
{
    internal StandingSpend With(Amount cost, bool newest) => newest ? this with { Newest = Newest + cost } : this with { Before = Before + cost };
}
