using System.Collections.Immutable;

namespace Guildhall.Domain.Billing;

/// <summary>One version of a price rule; a rule is never edited in place, a new version starts instead. vendor-integration.md 15.4.</summary>
public sealed record PriceRule
{
    /// <summary>Characters of a name.</summary>
    public const int LongestName = 100;

    /// <summary>Parts of a tiered rule.</summary>
    public const int MostTiers = 20;

    /// <summary>The same in all versions.</summary>
    public required string Id { get; init; }

    /// <summary>From 1.</summary>
    public required int Version { get; init; }

    public required string Name { get; init; }

    public required PriceKind Kind { get; init; }

    /// <summary>Of <see cref="PriceKind.Markup"/>, <see cref="PriceKind.Discount"/> and <see cref="PriceKind.ManagedService"/>.</summary>
    public Percent Percent { get; init; }

    /// <summary>Of <see cref="PriceKind.Tiered"/>, by rising amounts, the last without an end.</summary>
    public ImmutableArray<PriceTier> Tiers { get; init; } = [];

    /// <summary>Of <see cref="PriceKind.FixedFee"/>: a month's, for one account.</summary>
    public Amount Fee { get; init; }

    /// <summary>The fee's, ISO 4217; null for the other kinds, which take the report's.</summary>
    public string? Currency { get; init; }

    public PriceScope Scope { get; init; } = PriceScope.Everything;

    public PriceTarget Target { get; init; } = PriceTarget.All;

    /// <summary>The tenant of who made it, which is all that it prices, wherever accounts and companies are later; null: a marketplace manager made it. security.md S-23.</summary>
    public string? Tenant { get; init; }

    /// <summary>The first day, UTC.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day, UTC; null: until further notice.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>The higher wins among rules of the same nearness.</summary>
    public int Priority { get; init; }

    /// <summary>When this version was made: the newest wins among equals.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>Whether it competes for lines; the others make lines of their own.</summary>
    public bool PricesLines => Kind is PriceKind.Markup or PriceKind.Discount or PriceKind.Tiered;

    /// <summary>Whether it may price an account.</summary>
    /// <param name="organization">The tenant that is priced.</param>
    public bool IsFor(string organization, BilledAccount account) => IsFor(organization) && Target.Holds(organization, account);

    /// <summary>Whether it may price some account of an organization.</summary>
    public bool IsFor(string organization) => (Tenant is null || Tenant == organization) && (Target.Kind != PriceTargetKind.Organization || Target.Value == organization);

    public bool HoldsOn(DateOnly day) => day >= From && (Until is not { } last || day <= last);

    /// <summary>Whether it holds on any day of the month that begins so.</summary>
    public bool HoldsIn(DateOnly month) => From < month.AddMonths(1) && (Until is not { } last || last >= month);
}
