using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Organizations;

/// <summary>
/// Makes a complete picture of an organization count: the tree is replaced, and what must follow (lost trusted access, vanished principals) follows as
/// Guildhall's own change sets in the same transaction. private-marketplace.md 4.9, 6.3; security.md 6.4.
/// </summary>
internal sealed record ApplyPicture(OrganizationPicture Picture, RunSettings Settings, bool AcceptLoss = false)
{
    /// <summary>What was reconciled; a fault changes nothing.</summary>
    public Reconciliation Decide(WriteScope scope)
    {
        var tenant = new TenantId(Picture.OrganizationId.Value);
        var state = scope.State(tenant);
        var result = Reconcile.With(state?.Marketplace.Organization, Picture, AcceptLoss);
        switch (result)
        {
            case Reconciliation.Unchanged:
                TenantRows.StageReading(scope, state! with { ReadAt = scope.Now });
                break;
            case Reconciliation.Changed changed:
                Change(scope, state, changed);
                break;
        }

        return result;
    }

    private void Change(WriteScope scope, TenantState? state, Reconciliation.Changed changed)
    {
        var sets = new SystemSets(Settings);
        var marketplace = (state?.Marketplace ?? new PrivateMarketplace(changed.After)) with { Organization = changed.After };
        if (changed.IntegratedFirst) marketplace = TrustedAccess.Enabled(marketplace);
        var next = (state ?? new TenantState(marketplace)) with { Marketplace = marketplace, ReadAt = scope.Now };
        if (changed.IntegratedFirst && state is not null) next = MovedOwners.Stage(scope, state, next);
        TenantRows.StageOrganization(scope, state, next, changed.Tree);
        if (changed.TrustedAccessLost) sets.RunAll(scope, changed.After.Tenant, TrustedAccess.Disabled);
        sets.RunAll(scope, changed.After.Tenant, OrganizationSync.Of);
    }
}
