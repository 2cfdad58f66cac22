using System.Collections.Immutable;
using Guildhall.Domain.Offers;

namespace Guildhall.Domain.Agreements;

/// <summary>A term that a buyer names, with the choices made in it. storefront-and-procurement.md B.4.</summary>
public sealed record RequestedTerm(string Id, TermConfiguration? Configuration = null);

/// <summary>A term of an agreement, as the offer had it when it was quoted, with the buyer's choices.</summary>
public sealed record AcceptedTerm(Term Term, TermConfiguration? Configuration = null);

/// <summary>What a buyer chooses in a term: one of three, for the three types that ask.</summary>
public abstract record TermConfiguration;

/// <summary>Of a contract: its duration and how much of what.</summary>
/// <param name="Selector">The duration of a rate card, such as <c>P12M</c>.</param>
public sealed record UpfrontChoice(string Selector, ImmutableArray<Quantity> Dimensions) : TermConfiguration;

/// <summary>Whether the agreement goes on by itself at its end.</summary>
public sealed record RenewalChoice(bool AutoRenew) : TermConfiguration;

/// <summary>What happens to a payment request that nobody answers.</summary>
/// <param name="Strategy"><c>AUTO_APPROVE_ON_EXPIRATION</c> or <c>WAIT_FOR_APPROVAL</c>.</param>
/// <param name="Expiration">A duration of ISO 8601, or null.</param>
public sealed record PaymentChoice(string Strategy, string? Expiration) : TermConfiguration;

/// <summary>So many units of a dimension.</summary>
public readonly record struct Quantity(string Dimension, int Value);
