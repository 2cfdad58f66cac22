using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Prices;

/// <summary>Whether what a price rule is for exists, and is within somebody's reach.</summary>
internal sealed class PriceTargets(GuildhallDb db, Marketplaces marketplaces, BillingReach reach)
{
    /// <summary>Why the rule may not be made by whoever has this reach; null when it may.</summary>
    public Problem? Refusal(PriceRule rule)
    {
        if (!IsKept(rule)) return Problem.Malformed("Costs are not kept apart by this usage type: add it to the usage types of the billing settings first, and read the report again.", "ScopeValue");
        if (rule.Target.Kind == PriceTargetKind.All) return reach.All ? null : Problem.Forbidden("A rule for all organizations is made by a marketplace manager.");
        var holders = Holders(rule.Target);
        if (holders.Count == 0) return Problem.Malformed(Missing(rule.Target.Kind), "TargetValue");
        return rule.Tenant is not null || holders.All(reach.Covers) ? null : Problem.Forbidden("The rule is for accounts of other organizations too: a marketplace manager changes it.");
    }

    /// <summary>Whether somebody sees the rule: it may price what they see.</summary>
    public bool Sees(PriceRule rule) => rule.Tenant is { } own ? reach.Covers(own) : reach.All || rule.Target.Kind == PriceTargetKind.All || Holders(rule.Target).Any(reach.Covers);

    /// <summary>All organizations that the target is of; none when none of them is within reach.</summary>
    internal List<string> Holders(PriceTarget target)
    {
        var all = target.Kind switch
        {
            PriceTargetKind.Organization => marketplaces.Find(new TenantId(target.Value)) is null ? [] : [target.Value],
            PriceTargetKind.Company => Of(db.MemberAccounts.Where(a => a.Company == target.Value).Select(a => a.LinkId)),
            PriceTargetKind.Account => OfAccount(target.Value),
            _ => [],
        };
        return all.Any(reach.Covers) ? all : [];
    }

    private List<string> OfAccount(string id)
    {
        var kept = Of(db.MemberAccounts.Where(a => a.AccountId == id).Select(a => a.LinkId));
        return kept.Count > 0 ? kept : [.. marketplaces.All.Where(t => t.Marketplace.Organization.Tree.Find(id) is not null).Select(t => t.State.Tenant.Value)];
    }

    private List<string> Of(IQueryable<string> links) => db.Links.Where(l => l.TenantId != null && links.Contains(l.Id)).Select(l => l.TenantId!).Distinct().ToList();

    private bool IsKept(PriceRule rule) =>
        rule.Scope.Kind != PriceScopeKind.UsageType || db.BillingSettings.Select(s => s.TenantId).Distinct().AsEnumerable().Where(reach.Covers).ToList().Exists(t => TypesOf(t, BillingMonth.Of(rule.From)).Contains(rule.Scope.Value));

    private IEnumerable<string> TypesOf(string tenant, BillingMonth month) => OpenBooks.Settings(db, tenant).UsageTypes.Concat(PricedUsageTypes.Of(db, tenant, month));

    internal static string Missing(PriceTargetKind kind) => kind switch
    {
        PriceTargetKind.Organization => "There is no such organization.",
        PriceTargetKind.Company => "No account bears this company's name.",
        _ => "There is no such account.",
    };
}
