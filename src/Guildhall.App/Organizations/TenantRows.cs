using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Organizations;

/// <summary>The rows of a tenant and its tree.</summary>
internal static class TenantRows
{
    /// <summary>Only the time of reading has changed.</summary>
    public static void StageReading(WriteScope scope, TenantState next)
    {
        scope.Stage(db => db.Tenants.Find(next.Tenant.Value)!.ReadAt = next.ReadAt);
        scope.Put(next);
    }

    /// <summary>The organization's settings and what differs in its tree. <paramref name="before"/> is null for a new tenant.</summary>
    public static void StageOrganization(WriteScope scope, TenantState? before, TenantState next, TreeDifference difference)
    {
        var version = scope.NextVersion(next.Tenant);
        scope.Stage(db =>
        {
            var row = before is null ? NewRow(db, next, version) : db.Tenants.Find(next.Tenant.Value)!;
            Fill(row, next);
            if (difference.IsEmpty) return;
            row.TreeVersion = version;
            SaveNodes(db, next, difference);
        });
        scope.Put(next);
    }

    private static TenantRow NewRow(GuildhallDb db, TenantState next, long version)
    {
        var organization = next.Marketplace.Organization;
        return db.Add(new TenantRow { Id = next.Tenant.Value, Version = version, ManagementAccount = organization.ManagementAccount.Value }).Entity;
    }

    private static void Fill(TenantRow row, TenantState next)
    {
        var organization = next.Marketplace.Organization;
        row.ManagementAccount = organization.ManagementAccount.Value;
        row.OrganizationId = organization.OrganizationId?.Value;
        row.RootId = organization.Tree.RootId;
        row.AllFeatures = organization.AllFeatures;
        row.Integration = organization.Integration;
        row.ServiceLinkedRole = organization.ServiceLinkedRole;
        row.DelegatedAdministrators = [.. organization.DelegatedAdministrators.Select(a => a.Value).Order(StringComparer.Ordinal)];
        row.ReadAt = next.ReadAt;
    }

    private static void SaveNodes(GuildhallDb db, TenantState next, TreeDifference difference)
    {
        var tree = next.Marketplace.Organization.Tree;
        db.AddRange(difference.Added.Select(id => Node(next, tree, id.Value)));
        db.UpdateRange(difference.Moved.Select(m => m.Id)
            .Concat(difference.Renamed)
            .Concat(difference.StateChanges.Select(c => Domain.PrincipalId.Of(c.Account)))
            .Distinct()
            .Select(id => Node(next, tree, id.Value)));
        db.RemoveRange(difference.Vanished.Select(id => new NodeRow { TenantId = next.Tenant.Value, Id = id.Value, Name = "" }));
    }

    private static NodeRow Node(TenantState next, OrganizationTree tree, string id)
    {
        var number = tree.Find(id)!.Value;
        var node = tree.Nodes[number];
        return new NodeRow
        {
            TenantId = next.Tenant.Value,
            Id = id,
            ParentId = tree.Parents[number] is >= 0 and var parent ? tree.Nodes[parent].Id.Value : null,
            Kind = node.Kind,
            Name = node.Name,
            Email = node.Email,
            State = node.State,
        };
    }
}
