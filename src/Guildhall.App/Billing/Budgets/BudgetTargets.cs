using System.Collections.Immutable;
using Guildhall.App.Billing.Prices;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Budgets;

/// <summary>Whose costs count for a budget.</summary>
internal static class BudgetTargets
{
    /// <summary>The organization that a budget belongs to. Refused: there is none within reach, or a company has accounts in several and none is named.</summary>
    /// <param name="organization">The one that is named; null for none.</param>
    public static Result<string> TenantOf(GuildhallDb db, Marketplaces marketplaces, BillingReach reach, PriceTarget target, string? organization)
    {
        var found = new PriceTargets(db, marketplaces, reach).Holders(target).Where(reach.Covers).Where(t => organization is null || t == organization).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => Problem.Malformed(PriceTargets.Missing(target.Kind), "TargetValue"),
            _ => Problem.Malformed("Several organizations have accounts of this company: name one.", "OrganizationId"),
        };
    }

    /// <summary>The accounts that it is for, as they are now; null for all of the organization.</summary>
    public static ImmutableArray<string>? AccountsOf(GuildhallDb db, string tenant, PriceTarget target) => target.Kind switch
    {
        PriceTargetKind.Organization => null,
        PriceTargetKind.Account => [target.Value],
        _ => [.. db.MemberAccounts.Where(a => a.Company == target.Value && db.Links.Any(l => l.Id == a.LinkId && l.TenantId == tenant)).Select(a => a.AccountId).OrderBy(id => id)],
    };

    /// <summary>The management account, which nothing suspends; null for a stand-alone one's tenant that is gone.</summary>
    public static string? ManagementOf(Marketplaces marketplaces, string tenant) => marketplaces.Find(new TenantId(tenant))?.Marketplace.Organization.ManagementAccount.Value;
}
