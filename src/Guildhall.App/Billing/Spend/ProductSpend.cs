using System.Collections.Immutable;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Spend;

/// <summary>A month of a product.</summary>
/// <param name="Accounts">How many have a charge in it.</param>
/// <param name="InAccount">The part of the account that was asked for.</param>
public sealed record ProductMonth(BillingMonth Month, AmountSum Cost, int Accounts, AmountSum InAccount);

/// <summary>What a product of AWS Marketplace cost in the newest months.</summary>
/// <param name="Currency">What all is in; null while there is no report.</param>
/// <param name="Months">One after another, the oldest first: from the first that has a report to the newest; empty while there is none.</param>
/// <param name="Accounts">How many have a charge in any of the months.</param>
public sealed record ProductSpend(string? Currency, ImmutableArray<ProductMonth> Months, int Accounts)
{
    /// <summary>Currencies of charges that are not told here.</summary>
    public ImmutableArray<string> Others { get; init; } = [];

    /// <summary>What the report calls it.</summary>
    public ImmutableArray<string> Codes { get; init; } = [];

    public BillingMonth First => Months[0].Month;

    public BillingMonth Newest => Months[^1].Month;

    public AmountSum Sum => Months.Aggregate(AmountSum.Zero, (sum, m) => sum + m.Cost);

    public AmountSum ThisMonth => Months[^1].Cost;

    public AmountSum LastMonth => Months is [.., var last, _] ? last.Cost : AmountSum.Zero;

    /// <summary>The part of the account that was asked for.</summary>
    public AmountSum InAccount => Months.Aggregate(AmountSum.Zero, (sum, m) => sum + m.InAccount);
}
