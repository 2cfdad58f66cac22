using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Organizations;

/// <summary>Single accounts, which need no reading of their whole organization.</summary>
public sealed partial class OrganizationSyncs
{
    /// <summary>
    /// Puts one account that was just read into the tree, at its place. Under the link's lease: a reading that began before the account was made must not
    /// end after this and leave it out. Refused: as <see cref="SyncAsync(string, CancellationToken)"/>, and when the account is a stranger's.
    /// </summary>
    internal async Task<Result<SyncReport>> TakeInAsync(string linkId, PlacedAccount placed, CancellationToken cancellation)
    {
        await using var lease = await Leases.ClaimAsync(linkId, cancellation);
        if (lease is null) return Running;
        var applied = await writer.WriteAsync(scope => lease.CountsIn(scope) ? TakeIn(scope, lease.Link, placed) : new Reconciliation.Fault(Running), cancellation);
        return applied is Reconciliation.Fault fault ? fault.Problem : new SyncReport(applied is Reconciliation.Changed, "The account is in the tree.");
    }

    /// <summary>The time of the last complete reading stays: nothing but this account was looked at.</summary>
    private Reconciliation TakeIn(WriteScope scope, LinkRow link, PlacedAccount placed)
    {
        if (link.TenantId is not { } tenant || scope.State(new TenantId(tenant)) is not { Marketplace.Organization: { IsStandalone: false } known } state)
            return new Reconciliation.Fault(Running);
        return placed.BelongsTo(known)
            ? new ApplyPicture(placed.Within(known), state.ReadAt, settings).Decide(scope)
            : new Reconciliation.Fault(new Problem(ProblemKind.Upstream, "ACCOUNT_DIFFERS", $"AWS describes account {placed.Account.Id} with the ARN of another organization; it needs review."));
    }
}
