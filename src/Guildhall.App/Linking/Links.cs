using Guildhall.App.Access;
using Guildhall.App.Billing.Sources;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Linking;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Linking;

/// <summary>The links as they are shown: to callers those within their reach, to the operator and to Guildhall itself all.</summary>
/// <param name="keys">How long a key may be used.</param>
public sealed class Links(Database database, Marketplaces marketplaces, KeyLife keys, TimeProvider clock)
{
    /// <summary>All of them, removed ones too, in the order they were made.</summary>
    public async Task<IReadOnlyList<LinkedOrganization>> ListAsync(CancellationToken cancellation)
    {
        await using var db = database.Open();
        var rows = await db.Links.AsNoTracking().OrderBy(l => l.CreatedAt).ToListAsync(cancellation);
        var reports = await ReportsAsync(db, cancellation);
        return [.. rows.Select(row => Told(row, reports))];
    }

    /// <summary>Those that the caller sees (<see cref="LinkReach"/>), removed ones too, in the order they were made.</summary>
    public async Task<IReadOnlyList<LinkedOrganization>> ListAsync(Caller caller, CancellationToken cancellation)
    {
        var tenant = marketplaces.FindTenantOf(caller.Account);
        return [.. (await ListAsync(cancellation)).Where(link => LinkReach.Sees(caller, tenant, link))];
    }

    /// <summary>The link with this id, organization id, account or name; null when there is none.</summary>
    public async Task<LinkedOrganization?> FindAsync(string text, CancellationToken cancellation) =>
        (await ListAsync(cancellation)).FirstOrDefault(l => l.Id == text || l.TenantId == text || l.AccountId == text || l.Name == text);

    /// <summary>Everything about the link with this id; null when there is none.</summary>
    public async Task<LinkDetail?> ShowAsync(string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        if (await db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.Id == id, cancellation) is not { } row) return null;
        var steps = await db.Effects.AsNoTracking().Where(e => e.Subject == id && e.Kind.StartsWith("link.")).OrderBy(e => e.Position).ToListAsync(cancellation);
        var account = new AccountId(row.AccountId);
        return new LinkDetail(Told(row, await ReportsAsync(db, cancellation)), StoredSettings.Read(row.Settings))
        {
            HasSecret = row.EncryptedSecret.Length > 0,
            KeyLast4 = MaskedKeys.Last4(row.AccessKeyId),
            ExternalId = row.ExternalId,
            FormerKind = StoredCredentials.FormerKindOf(row),
            KeyCreatedAt = row.CredentialsAt,
            KeyUntil = keys.EndOf(KeySince(row)),
            LastVerifiedAt = row.VerifiedAt,
            FormerKeyUntil = row.FormerUntil,
            ReportBucket = ReportPlan.BucketOf(account),
            ReportBucketRegion = ReportPlan.BucketRegion(row.Region),
            ReportName = ReportPlan.Name,
            CreatedAt = row.CreatedAt,
            CreatedBy = row.CreatedBy,
            UpdatedAt = row.UpdatedAt,
            UpdatedBy = row.UpdatedBy,
            Steps = [.. steps.Select(LinkSteps.Of)],
        };
    }

    /// <summary>Everything about the link with this id; null when there is none that the caller sees (<see cref="LinkReach"/>, S-24).</summary>
    public async Task<LinkDetail?> ShowAsync(Caller caller, string id, CancellationToken cancellation) =>
        await ShowAsync(id, cancellation) is { } detail && LinkReach.Sees(caller, marketplaces.FindTenantOf(caller.Account), detail.Link) ? detail : null;

    internal static LinkedOrganization Of(LinkRow row) => new(row.Id, row.Name, row.State, row.IsDefault, row.AccountId, row.TenantId, row.LastSync, row.LastProblem)
    {
        Mode = Enum.Parse<LinkMode>(row.Mode),
        Region = row.Region,
        Credentials = StoredCredentials.KindOf(row),
        RoleArn = row.RoleArn,
        MaskedKey = MaskedKeys.Mask(row.AccessKeyId),
        KeySince = KeySince(row),
        EmailPattern = row.EmailPattern,
        Simulated = row.Simulated,
        Version = row.Version,
        AccessLost = row is { LostAt: { } since, LostReason: { } reason } ? new AccessLoss(since, reason) : null,
        LastPreflight = row is { PreflightAt: { } at, PreflightPassed: { } passed } ? new LastCheck(at, passed) : null,
    };

    /// <summary>Since when the key is in force; null for a link without one.</summary>
    internal static DateTimeOffset? KeySince(LinkRow row) => row.AccessKeyId.Length > 0 ? row.CredentialsAt : null;

    /// <summary>Since when there is nothing newer of each organization's billing report, and whether there ever was something.</summary>
    private static async Task<Dictionary<string, (DateTimeOffset FreshAt, bool Came)>> ReportsAsync(GuildhallDb db, CancellationToken cancellation)
    {
        var watches = await db.ReportWatches.Select(w => new { w.TenantId, w.FreshAt, Came = db.ReportLoads.Any(l => l.TenantId == w.TenantId && l.Source.StartsWith(ReportDelivery.Bucket)) }).ToListAsync(cancellation);
        return watches.ToDictionary(w => w.TenantId, w => (w.FreshAt, w.Came), StringComparer.Ordinal);
    }

    /// <summary>No report is missed of what is not looked at: a link that is being set up, or removed.</summary>
    private LinkedOrganization Told(LinkRow row, Dictionary<string, (DateTimeOffset FreshAt, bool Came)> reports)
    {
        var link = Aged(Of(row));
        if (row.TenantId is not { } tenant || !reports.TryGetValue(tenant, out var report)) return link;
        var late = row.State is LinkStates.Active or LinkStates.Degraded or LinkStates.Paused && ReportDelay.Of(report.FreshAt, clock.GetUtcNow()) >= ReportDelay.Warning;
        return link with { LastReport = report.Came ? report.FreshAt : null, ReportLateSince = late ? report.FreshAt : null };
    }

    /// <summary>The same with the age of its key as it is now: what an act on a link answers does not know how long a key may be used.</summary>
    public LinkedOrganization Aged(LinkedOrganization link) => link with { KeyAge = keys.Of(link.KeySince, clock.GetUtcNow()) };
}
