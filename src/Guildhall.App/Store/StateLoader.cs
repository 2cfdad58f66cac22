using System.Collections.Immutable;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Store;

/// <summary>Brings what is in memory up to what is in the database: everything at start, later only what is newer.</summary>
public static class StateLoader
{
    /// <summary>Loads the tenants whose version in the database is ahead of the one in memory. Each tenant is read in one transaction.</summary>
    public static void CatchUp(Database database, Marketplaces marketplaces)
    {
        using var db = database.Open();
        foreach (var tenant in db.Tenants.AsNoTracking().Select(t => new { t.Id, t.Version }).ToList())
        {
            var held = marketplaces.Find(new TenantId(tenant.Id))?.State;
            if (held is null || held.Version < tenant.Version) marketplaces.Publish(Load(db, tenant.Id, held));
        }
    }

    private static TenantState Load(GuildhallDb db, string id, TenantState? held)
    {
        using var transaction = Database.BeginRead(db);
        var row = db.Tenants.AsNoTracking().Single(t => t.Id == id);
        var known = held?.Version ?? 0;
        var tree = held is not null && row.TreeVersion <= known ? held.Marketplace.Organization.Tree : LoadTree(db, row);
        var marketplace = (held?.Marketplace ?? new PrivateMarketplace(OrganizationOf(row, tree))) with { Organization = OrganizationOf(row, tree), Version = row.Version };
        foreach (var document in db.Experiences.AsNoTracking().Where(e => e.TenantId == id && e.Version > known).Select(e => e.Document))
            marketplace = marketplace.With(StoreJson.ReadExperience(document));
        foreach (var document in db.Requests.AsNoTracking().Where(r => r.TenantId == id && r.Version > known).Select(r => r.Document))
            marketplace = marketplace.With(StoreJson.ReadRequest(document));
        return new TenantState(marketplace)
        {
            ReadAt = row.ReadAt,
            Locks = db.EntityLocks.AsNoTracking().Where(l => l.TenantId == id).ToImmutableDictionary(l => l.EntityId, l => new ChangeSetId(l.ChangeSetId)),
            Open = db.ChangeSets.AsNoTracking().Where(s => s.TenantId == id && s.Status == ChangeSetStatus.Preparing)
                .ToImmutableDictionary(s => new ChangeSetId(s.Id), OpenSets.Of),
            Tags = LoadTags(db, id),
            ResourcePolicies = db.ResourcePolicies.AsNoTracking().Where(p => p.TenantId == id).ToImmutableDictionary(p => p.ResourceArn, p => p.Policy),
        };
    }

    private static ImmutableDictionary<string, ImmutableSortedDictionary<string, string>> LoadTags(GuildhallDb db, string id) =>
        db.Tags.AsNoTracking().Where(t => t.TenantId == id).AsEnumerable().GroupBy(t => t.ResourceArn)
            .ToImmutableDictionary(g => g.Key, g => g.ToImmutableSortedDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal));

    private static Organization OrganizationOf(TenantRow row, OrganizationTree tree) => new()
    {
        Tenant = new TenantId(row.Id),
        OrganizationId = row.OrganizationId is { } o ? new PrincipalId(o) : null,
        ManagementAccount = new AccountId(row.ManagementAccount),
        AllFeatures = row.AllFeatures,
        Integration = row.Integration,
        ServiceLinkedRole = row.ServiceLinkedRole,
        DelegatedAdministrators = [.. row.DelegatedAdministrators.Select(a => new AccountId(a))],
        Tree = tree,
    };

    private static OrganizationTree LoadTree(GuildhallDb db, TenantRow row) => OrganizationTree.Build(
        db.Nodes.AsNoTracking().Where(n => n.TenantId == row.Id).AsEnumerable().Select(n =>
            (new OrganizationNode(new PrincipalId(n.Id), n.Kind, n.Name, n.Email, n.State), n.ParentId is { } p ? new PrincipalId(p) : (PrincipalId?)null)),
        row.RootId);
}
