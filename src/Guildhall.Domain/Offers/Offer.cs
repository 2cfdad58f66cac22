using System.Collections.Immutable;

namespace Guildhall.Domain.Offers;

/// <summary>The terms under which one seller sells one product. storefront-and-procurement.md A.1, A.7, E.4.</summary>
/// <param name="Id">AWS's id of it, 2 to 64 characters.</param>
/// <param name="Seller">The id of the seller of record, who may be another than the product's manufacturer.</param>
public sealed record Offer(string Id, ProductId Product, string Seller)
{
    public string Name { get; init; } = "";

    /// <summary>Released, and not withdrawn since: only such an offer is seen by buyers.</summary>
    public bool IsOut { get; init; }

    /// <summary>The accounts it is made for; empty when it is public.</summary>
    public ImmutableArray<AccountId> Buyers { get; init; } = [];

    /// <summary>Null: from always on.</summary>
    public DateTimeOffset? AvailableFrom { get; init; }

    /// <summary>Null: never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The agreement that it is meant to replace, or null.</summary>
    public string? Replaces { get; init; }

    public ImmutableArray<Term> Terms { get; init; } = [];

    /// <summary>What a quote names (<c>ap-…</c>): another one as soon as the terms are other ones, so that a stale quote is refused (A.7).</summary>
    public string ProposalId { get; init; } = "";

    /// <summary>How it is paid for.</summary>
    public PricingModel Pricing { get; init; }

    public bool IsPrivate => !Buyers.IsEmpty;

    /// <summary>Whether an account may know of it: out, and public or made for the account. Others see nothing of it, as if it were not there.</summary>
    public bool VisibleTo(AccountId account) => IsOut && (Buyers.IsEmpty || Buyers.Contains(account));

    public bool HasExpired(DateTimeOffset now) => Expires <= now;

    public bool IsOfTheFuture(DateTimeOffset now) => AvailableFrom > now;

    /// <summary>Whether it may be accepted now, as far as time goes.</summary>
    public bool IsOpen(DateTimeOffset now) => !HasExpired(now) && !IsOfTheFuture(now);
}
