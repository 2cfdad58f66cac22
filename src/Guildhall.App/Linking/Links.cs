using Guildhall.App.Access;
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
        var late = await LateReportsAsync(db, cancellation);
        return [.. rows.Select(row => Aged(Of(row)) with { ReportLateSince = LateIn(late, row) })];
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
        var late = await LateReportsAsync(db, cancellation);
        return new LinkDetail(Aged(Of(row)) with { ReportLateSince = LateIn(late, row) }, StoredSettings.Read(row.Settings))
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

    /// <summary>Organizations whose billing report has long not come, with when it last did.</summary>
    private static async Task<Dictionary<string, DateTimeOffset>> LateReportsAsync(GuildhallDb db, CancellationToken cancellation) =>
        await db.ReportWatches.Where(w => w.LateTold >= ReportDelay.Alarm).ToDictionaryAsync(w => w.TenantId, w => w.FreshAt, StringComparer.Ordinal, cancellation);

    /// <summary>Null for what is not looked at: a removed or paused link.</summary>
    private static DateTimeOffset? LateIn(Dictionary<string, DateTimeOffset> late, LinkRow row) =>
        row is { TenantId: { } tenant, State: LinkStates.Active or LinkStates.Degraded } && late.TryGetValue(tenant, out var since) ? since : null;

    /// <summary>The same with the age of its key as it is now: what an act on a link answers does not know how long a key may be used.</summary>
    public LinkedOrganization Aged(LinkedOrganization link) => link with { KeyAge = keys.Of(link.KeySince, clock.GetUtcNow()) };
}
