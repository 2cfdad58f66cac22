using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Agreements;

/// <summary>
/// What is in use, for those who govern: the active agreements of an organization beside what is approved. Who stands for the organization sees all of them, anybody else those of the
/// own account; without the right to SearchAgreements nobody sees any. storefront-and-procurement.md B.6, private-marketplace.md 5.3.
/// </summary>
public sealed class InUse(Database database)
{
    /// <summary>The agreements that a change concerns; null when the caller may not see agreements.</summary>
    public async Task<AgreementEffect?> ConcernedAsync(Caller caller, GovernanceSnapshot before, GovernanceSnapshot after, ImmutableArray<AffectedAccount> affected, CancellationToken cancellation)
    {
        if (affected.All(a => a.Products.IsNone)) return AgreementRights.Refused(caller, AgreementList.Operation) is null ? new AgreementEffect([]) : null;
        return await ActiveAsync(caller, after, rows => rows, cancellation) is { } active ? AgreementEffect.Of(new PermissionTurns(before, after, affected), active) : null;
    }

    /// <summary>The products in use by accounts that an experience governs in a snapshot, and that it does not approve; none for a caller who may not see agreements. M-17.</summary>
    public async Task<ImmutableArray<ProductInUse>> NotApprovedAsync(Caller caller, GovernanceSnapshot snapshot, EntityId experience, CancellationToken cancellation) =>
        snapshot.GovernedBy(experience) > 0 && await ActiveAsync(caller, snapshot, rows => rows, cancellation) is { } active ? ProductInUse.NotApproved(snapshot, experience, active) : [];

    /// <summary>The agreements that would renew by themselves before a time and are refused that now, the next first; none for a caller who may not see agreements.</summary>
    public async Task<ImmutableArray<ActiveAgreement>> RefusedRenewalsAsync(Caller caller, TenantView tenant, DateTimeOffset before, CancellationToken cancellation)
    {
        var active = await ActiveAsync(caller, tenant.Governance, rows => rows.Where(a => a.AutoRenew && a.EndTime < before), cancellation);
        return [.. (active ?? []).Where(a => tenant.Governance.Decide(a.Account.Value, a.Product.Value).Decision == Decision.Deny).OrderBy(a => a.End)];
    }

    /// <summary>In no order; null when the caller may not see any.</summary>
    private async Task<List<ActiveAgreement>?> ActiveAsync(Caller caller, GovernanceSnapshot snapshot, Func<IQueryable<AgreementRow>, IQueryable<AgreementRow>> which, CancellationToken cancellation)
    {
        if (AgreementRights.Refused(caller, AgreementList.Operation) is not null) return null;
        var organization = snapshot.Marketplace.Organization;
        var (tenant, account, all) = (organization.Tenant.Value, caller.Account.Value, caller.Actor.ActsFor(organization));
        await using var db = database.Open();
        var rows = which(db.Agreements.AsNoTracking().Where(a => a.TenantId == tenant && a.Status == AgreementStatus.Active && (all || a.Account == account)));
        var found = await rows.Select(a => new { a.Id, a.Account, a.Product, a.EndTime, a.AutoRenew }).ToListAsync(cancellation);
        return [.. found.Select(a => new ActiveAgreement(a.Id, new AccountId(a.Account), new ProductId(a.Product), AgreementLine.EndOf(a.EndTime), a.AutoRenew))];
    }
}
