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
/// <param name="Started">When its reading began: what it shows may be as old as that (private-marketplace.md 5.1).</param>
internal sealed record ApplyPicture(OrganizationPicture Picture, DateTimeOffset Started, RunSettings Settings)
{
    private static readonly Problem Older = Problem.Conflict("PICTURE_OLD", "The organization was read again meanwhile; this older picture changes nothing.");

    /// <summary>Whether the loss of more than half of the accounts is believed.</summary>
    public bool AcceptLoss { get; init; }

    /// <summary>What was reconciled; a fault changes nothing, and so does a picture that is older than the one that counts (F-12, F-41).</summary>
    public Reconciliation Decide(WriteScope scope)
    {
        var tenant = new TenantId(Picture.OrganizationId.Value);
        var state = scope.State(tenant);
        if (state is not null && Started < state.ReadAt && state.ReadAt <= scope.Now) return new Reconciliation.Fault(Older);
        var result = Reconcile.With(state?.Marketplace.Organization, Picture, AcceptLoss);
        switch (result)
        {
            case Reconciliation.Unchanged:
                TenantRows.StageReading(scope, state! with { ReadAt = Started });
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
        var next = (state ?? new TenantState(marketplace)) with { Marketplace = marketplace, ReadAt = Started };
        if (changed.IntegratedFirst && state is not null) next = MovedOwners.Stage(scope, state, next);
        TenantRows.StageOrganization(scope, state, next, changed.Tree);
        if (changed.TrustedAccessLost) sets.RunAll(scope, changed.After.Tenant, TrustedAccess.Disabled);
        sets.RunAll(scope, changed.After.Tenant, OrganizationSync.Of);
    }
}
