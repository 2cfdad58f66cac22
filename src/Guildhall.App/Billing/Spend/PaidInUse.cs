using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Governance;

namespace Guildhall.App.Billing.Spend;

/// <summary>What is paid for, for those who govern and may read what their organization spends: nothing that costs money loses its approval unseen. mission.md M-39.</summary>
public sealed class PaidInUse
{
    private readonly Database _database;
    private readonly Marketplaces _marketplaces;
    private readonly MarketplaceSpends _spends;

    internal PaidInUse(Database database, Marketplaces marketplaces, MarketplaceSpends spends) => (_database, _marketplaces, _spends) = (database, marketplaces, spends);

    /// <summary>What a change takes the approval of away, or denies; null when the caller may not read the organization's spend (S-23).</summary>
    public SpendEffect? Concerned(Caller caller, GovernanceSnapshot before, GovernanceSnapshot after, ImmutableArray<AffectedAccount> affected)
    {
        var tenant = after.Marketplace.Organization.Tenant.Value;
        if (Authorization.Check(caller, BillingReach.Read, "*") is not null || BillingReach.Of(caller, _marketplaces) is not { Refused: false } reach || !reach.Value.Covers(tenant)) return null;
        // Another governor may deny what the one before did not approve: nothing is lost then.
        if (affected.All(a => !a.Governor && a.Products.Lost == 0) && !Denies(before.Marketplace, after.Marketplace)) return SpendEffect.None;
        var billed = _spends.Of(tenant, BilledProducts.Months);
        if (billed.Charges.IsEmpty) return SpendEffect.None with { Currency = billed.Currency, From = billed.From, To = billed.To };
        var held = HeldAgreements.Read(_database, tenant);
        return SpendEffect.Of(new PermissionTurns(before, after, affected), billed, billed.Charges.Select(c => MatchedCharge.Of(c, held, after.Catalogue)));
    }

    /// <summary>Whether some experience denies other products than before.</summary>
    private static bool Denies(PrivateMarketplace before, PrivateMarketplace after) => after.Experiences.Values.Any(e => e.Policy is { } policy && policy.Denied != (before.FindExperience(e.Id)?.Policy?.Denied ?? []));
}
