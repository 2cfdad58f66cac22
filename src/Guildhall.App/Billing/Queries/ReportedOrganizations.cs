using System.Collections.Immutable;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Queries;

/// <summary>Whose bills are read: linked organizations that have a report, and payers of whom there are files and no link.</summary>
public sealed class ReportedOrganizations(Database database, Links links)
{
    /// <summary>In the order that they were linked; those without a link at the end.</summary>
    public async Task<ImmutableArray<ReportedOrganization>> ListAsync(CancellationToken cancellation)
    {
        var all = (await links.ListAsync(cancellation)).Where(l => l.TenantId is not null).ToList();
        await using var db = database.Open();
        var set = await db.Effects.Where(e => e.Kind == LinkSteps.Report).Select(e => e.Subject).ToListAsync(cancellation);
        var read = await db.ReportLoads.Select(l => l.TenantId).Distinct().ToListAsync(cancellation);
        return
        [
            .. all.Where(l => l.State != LinkStates.Removed && set.Contains(l.Id)).Select(Of),
            .. read.Except(all.Select(l => l.TenantId!), StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Unlinked),
        ];
    }

    /// <summary>The one with this link's id, organization id, account or name; null when there is none.</summary>
    public async Task<ReportedOrganization?> FindAsync(string named, CancellationToken cancellation) =>
        await links.FindAsync(named, cancellation) is { TenantId: not null } link ? Of(link) : (await ListAsync(cancellation)).FirstOrDefault(o => o.Tenant == named);

    /// <summary>Whose bills an account pays: its newest link's, or nobody's but its own.</summary>
    /// <param name="payer">12 digits.</param>
    public async Task<ReportedOrganization> OfPayerAsync(string payer, CancellationToken cancellation) =>
        (await links.ListAsync(cancellation)).LastOrDefault(l => l.AccountId == payer && l.TenantId is not null) is { } link ? Of(link) : Unlinked(payer);

    private static ReportedOrganization Of(LinkedOrganization link) => new(link.TenantId!, link.Name, link.AccountId, link.State != LinkStates.Removed);

    /// <summary>Who links the account as one that stands alone finds its months there.</summary>
    private static ReportedOrganization Unlinked(string payer) => new(payer, payer, payer, Linked: false);
}

/// <summary>Whose bills are read.</summary>
/// <param name="Tenant">The organization's id; of a payer without a link its account.</param>
/// <param name="Payer">The account that pays: 12 digits.</param>
public sealed record ReportedOrganization(string Tenant, string Name, string Payer, bool Linked);
