using System.Collections.Immutable;

namespace Guildhall.Domain.Agreements;

/// <summary>What a quote comes to.</summary>
/// <param name="Terms">All that will be accepted, those that the buyer did not name included.</param>
/// <param name="Currency">Null when nothing is ever to be paid.</param>
/// <param name="Value">What the agreement costs in all, as far as that is known.</param>
public sealed record QuotedTerms(ImmutableArray<AcceptedTerm> Terms, string? Currency, decimal Value)
{
    public ImmutableArray<ExpectedCharge> Charges { get; init; } = [];

    public ImmutableArray<ItemizedCharge> Items { get; init; } = [];
}

/// <summary>Something that will be charged.</summary>
/// <param name="Time">When; null when the time is not known before.</param>
/// <param name="Amount">Null when usage decides.</param>
public sealed record ExpectedCharge(ChargeTiming Timing, DateTimeOffset? Time, decimal? Amount);

/// <summary>What one dimension contributes to a charge.</summary>
/// <param name="Old">What the amended agreement had; 0 for a new one.</param>
/// <param name="Charge">The place of the charge among <see cref="QuotedTerms.Charges"/>; null when no charge comes of it.</param>
/// <param name="Amount">What is to be paid more.</param>
public sealed record ItemizedCharge(string Dimension, int New, int Old, int? Charge, decimal Amount);
