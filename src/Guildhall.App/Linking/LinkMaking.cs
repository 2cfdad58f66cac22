using System.Text.Json.Nodes;
using Guildhall.App.Calls;
using Guildhall.App.Effects;
using Guildhall.App.Governance;
using Guildhall.App.Linking.Watch;
using Guildhall.App.Organizations;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Guildhall.Domain.Organizations;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Linking;

/// <summary>Making links: checked, stored with the key sealed, then set up step by step through the effect ledger. vendor-integration.md 5, 8.4; F-03.</summary>
public sealed class LinkMaking(
    Database database, Writer writer, Vault vault, AwsConnections connections, LinkForms forms, Preflights preflights, EffectWorker effects, IdSource ids, TimeProvider clock)
{
    /// <summary>Steps that wait longer than this are left to the server.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Saves a form: checked, stored, and set up in the background (<see cref="LinkStates.Checking"/>). Refused: everything that is wrong with its fields,
    /// <c>ALREADY_LINKED</c>. Failed checks are no refusal: they are in the report, and nothing is stored but the run.
    /// </summary>
    public async Task<Result<LinkReport>> SaveAsync(LinkForm form, ActOrigin origin, CancellationToken cancellation)
    {
        var read = await forms.ReadAsync(form, cancellation);
        if (read.Wish is null) return (Result<LinkReport>)System.Collections.Immutable.ImmutableArray.CreateRange(read.Problems);
        var report = await StoreAsync(read.Wish, origin, cancellation);
        effects.Wake();
        return report;
    }

    /// <summary>
    /// Links and waits until it is set up, or stands still: <see cref="LinkedOrganization.State"/> tells. Refused as <see cref="SaveAsync"/>; a link of the
    /// account that is not set up yet is taken up with what is given now (F-03).
    /// </summary>
    public async Task<Result<LinkReport>> LinkAsync(LinkWish wish, ActOrigin origin, CancellationToken cancellation)
    {
        var stored = await StoreAsync(wish, origin, cancellation);
        if (stored.Refused || stored.Value.Link is not { } link) return stored;
        await effects.RunSubjectAsync(link.Id, Patience, cancellation);
        await using var db = database.Open();
        return stored.Value with { Link = Links.Of(await db.Links.AsNoTracking().SingleAsync(l => l.Id == link.Id, cancellation)) };
    }

    private async Task<Result<LinkReport>> StoreAsync(LinkWish wish, ActOrigin origin, CancellationToken cancellation)
    {
        var links = await RowsAsync(cancellation);
        if (Taken(wish, links) is { } taken) return taken;
        // What an earlier attempt has made is there by now, and no obstacle.
        var report = await preflights.RunAsync(links.Any(l => IsSame(l, wish)) ? wish with { Mode = LinkMode.Adopt } : wish, cancellation);
        if (!report.Passed)
        {
            await preflights.StoreAsync(report, wish.Account, null, origin.Who, cancellation);
            return new LinkReport(report.Checks, null);
        }

        var now = clock.GetUtcNow();
        var run = new PreflightRun(ids.Uuid(now).ToString(), null, wish.Account.Value, origin.Who, now, report.Milliseconds, report.Passed, report.Checks);
        var fresh = ids.Named("link-");
        var stored = await writer.WriteAsync(scope => Store(scope, wish, report, run, fresh, origin), cancellation);
        if (stored.Refused) return stored.Problems;
        Fault.Point("link.stored");
        return new LinkReport(report.Checks, Links.Of(stored.Value));
    }

    private async Task<List<LinkRow>> RowsAsync(CancellationToken cancellation)
    {
        await using var db = database.Open();
        return await db.Links.AsNoTracking().ToListAsync(cancellation);
    }

    private static Problem? Taken(LinkWish wish, IReadOnlyList<LinkRow> links) =>
        LinkForms.Taken(wish.Account, [.. links.Where(l => !IsSame(l, wish))], null)
        ?? (wish.Name is { } name && links.Any(l => l.Name == name && l.AccountId != wish.Account.Value) ? Problem.Malformed($"Another organization is called \"{name}\".", LinkMembers.Name) : null);

    private static bool IsSame(LinkRow link, LinkWish wish) => LinkForms.IsUnfinished(link, wish.Account.Value, wish.Mode);

    private Result<LinkRow> Store(WriteScope scope, LinkWish wish, PreflightReport report, PreflightRun run, string fresh, ActOrigin origin)
    {
        if (ClientKeys.Refusal(scope, origin) is { } used) return used;
        var links = scope.Db.Links.AsNoTracking().ToList();
        if (Taken(wish, links) is { } taken) return taken;
        var known = links.FirstOrDefault(l => l.AccountId == wish.Account.Value);
        var standalone = report.OrganizationId is null && wish.Mode == LinkMode.Adopt;
        var row = Row(wish, report, known?.Id ?? fresh, known?.CreatedAt ?? scope.Now, known?.CreatedBy ?? origin.Who, standalone);
        if (known is not null) Continue(row, known, report);
        if (standalone) Standalone(scope, wish);
        scope.Stage(db =>
        {
            if (known is null) db.Add(row);
            else db.Update(row).Property(l => l.Version).OriginalValue = known.Version;
            db.Add(Preflights.RowOf(run with { LinkId = row.Id }));
            if (wish.DraftId is { } draft && db.LinkDrafts.Find(draft) is { } left) db.Remove(left);
        });
        ClientKeys.Stage(scope, origin, row.Id);
        Plan(scope, wish, row.Id, standalone);
        LinkAudit.Stage(scope, "LinkOrganization", origin, row.TenantId ?? report.OrganizationId, Parameters(wish, row));
        return row;
    }

    /// <summary>An organization that was linked before keeps its history (vendor-integration.md 10); who still reads it under the old key has no say.</summary>
    private static void Continue(LinkRow row, LinkRow known, PreflightReport report)
    {
        (row.Version, row.Lease, row.IsDefault) = (known.Version + 1, known.Lease + 1, known.IsDefault);
        if (known.TenantId is { } before && before == (report.OrganizationId ?? before)) row.TenantId = before;
    }

    /// <summary>The steps, behind those of an earlier attempt, which nobody goes on with. What that may have made is ours all the same.</summary>
    private void Plan(WriteScope scope, LinkWish wish, string id, bool standalone)
    {
        var made = scope.Db.Effects.AsNoTracking().Where(e => e.Subject == id && e.Kind == LinkSteps.Organization).ToList()
            .Any(e => e.State is EffectState.Calling or EffectState.Done || e.Uncertain || StepProgress.Read(e.Progress).Called);
        scope.Stage(db =>
        {
            foreach (var left in db.Effects.Where(e => e.Subject == id && e.State != EffectState.Done && e.State != EffectState.Cancelled).ToList())
                (left.State, left.EndedAt, left.Fence) = (EffectState.Cancelled, scope.Now, left.Fence + 1);
        });
        var given = new Dictionary<string, string>
        {
            [LinkSteps.Organization] = new StepProgress(Called: made).Write(),
            [LinkSteps.Read] = new StepProgress(Default: wish.Default).Write(),
        };
        new EffectPlan(id, id, LinkSteps.For(wish, standalone)) { Given = given }.Stage(scope, ids);
    }

    private LinkRow Row(LinkWish wish, PreflightReport report, string id, DateTimeOffset createdAt, string createdBy, bool standalone) => new()
    {
        Id = id,
        TenantId = standalone ? wish.Account.Value : null,
        Name = wish.Name ?? LinkFields.NameOf(wish.Account),
        AccountId = wish.Account.Value,
        Region = wish.Region,
        Mode = wish.Mode.ToString(),
        AccessKeyId = wish.Credentials.StoredKey?.AccessKeyId ?? "",
        EncryptedSecret = StoredCredentials.Seal(wish.Credentials, id, vault),
        RoleArn = (wish.Credentials as LinkCredentials.Role)?.Arn,
        ExternalId = (wish.Credentials as LinkCredentials.Role)?.ExternalId,
        EmailPattern = wish.EmailPattern,
        Settings = StoredSettings.Write(wish.Settings),
        Simulated = !connections.Target.IsAws,
        State = LinkStates.Checking,
        CreatedAt = createdAt,
        CreatedBy = createdBy,
        CredentialsAt = clock.GetUtcNow(),
        VerifiedAt = clock.GetUtcNow(),
        VerifyDue = clock.GetUtcNow() + LinkWatch.VerifyEvery,
        PreflightDue = clock.GetUtcNow() + LinkWatch.CheckEvery,
        PreflightAt = clock.GetUtcNow(),
        PreflightPassed = report.Passed,
    };

    /// <summary>A stand-alone account is a tenant of its own, without any prerequisite (M-27).</summary>
    private static void Standalone(WriteScope scope, LinkWish wish)
    {
        var tenant = new TenantId(wish.Account.Value);
        if (scope.State(tenant) is not null) return;
        var tree = OrganizationTree.Standalone(wish.Account, wish.Name ?? wish.Account.Value);
        var organization = new Organization { Tenant = tenant, ManagementAccount = wish.Account, Tree = tree };
        TenantRows.StageOrganization(scope, null, new TenantState(new PrivateMarketplace(organization)) { ReadAt = scope.Now }, TreeDifference.Between(null, tree));
    }

    private static JsonObject Parameters(LinkWish wish, LinkRow row) => new()
    {
        ["organizationLinkId"] = row.Id,
        ["name"] = row.Name,
        ["accountId"] = row.AccountId,
        ["region"] = row.Region,
        ["mode"] = row.Mode,
        ["credentials"] = CredentialWords.Of(wish.Credentials.Kind),
        ["roleArn"] = row.RoleArn,
        ["externalId"] = row.ExternalId,
        ["accessKeyId"] = MaskedKeys.Mask(row.AccessKeyId),
        ["secretAccessKey"] = wish.Credentials.StoredKey is null ? null : LinkAudit.Changed,
        ["emailPattern"] = row.EmailPattern,
        ["default"] = wish.Default,
    };
}
