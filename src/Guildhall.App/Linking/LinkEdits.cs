using System.Text.Json.Nodes;
using Guildhall.App.Effects;
using Guildhall.App.Linking.Watch;
using Guildhall.App.Organizations;
using Guildhall.App.People;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Linking;

/// <summary>What may be edited: exactly these four (M-36). Null leaves a field as it is.</summary>
public sealed record LinkEdit
{
    public string? AccessKeyId { get; init; }

    public Secret? Secret { get; init; }

    public string? EmailPattern { get; init; }

    public bool? Default { get; init; }

    /// <summary>Whether it was confirmed that no organization is the default afterwards.</summary>
    public bool NoDefault { get; init; }
}

/// <summary>A change that was made, and what should be known of it.</summary>
/// <param name="Notices">Sentences for whoever made it: which organization is no longer the default.</param>
/// <param name="Checks">Of the new credentials; empty when they did not change.</param>
public sealed record LinkChanged(LinkedOrganization Link, IReadOnlyList<string> Notices, IReadOnlyList<PreflightCheck> Checks);

/// <summary>Editing links: key, secret, pattern and default; the other settings by a form of their own. vendor-integration.md 3, 9; M-36.</summary>
public sealed class LinkEdits(Database database, Writer writer, Vault vault, AwsConnections connections, Preflights preflights, EffectWorker effects, TimeProvider clock)
{
    /// <summary>The code of credentials that do not pass P1 to P6; the old ones stay in force.</summary>
    public const string PreflightFailed = "PREFLIGHT_FAILED";

    /// <summary>The old pair is kept so long, for calls in flight and to be taken back.</summary>
    private static readonly TimeSpan FormerLife = TimeSpan.FromHours(1);

    /// <summary>
    /// Changes the four fields. New credentials are checked by P1 to P6 first. Refused: everything wrong with the fields, no such link, <c>STALE</c>,
    /// <see cref="PreflightFailed"/> (one problem for each failed check), <c>DEFAULT_CONFLICT</c>.
    /// </summary>
    /// <param name="version">The ETag the editor saw; null for whoever does not mind.</param>
    public async Task<Result<LinkChanged>> EditAsync(string id, LinkEdit edit, long? version, ActOrigin origin, CancellationToken cancellation)
    {
        if (await RowAsync(id, cancellation) is not { } row) return Problem.NotFound("There is no such organization.");
        if (version is { } seen && seen != row.Version) return LinkRows.Stale;
        var problems = new List<Problem>();
        var credentials = Credentials(row, edit, problems);
        var pattern = edit.EmailPattern is null ? null : Take(EmailPattern.Read(edit.EmailPattern, LinkMembers.EmailPattern), problems)?.Text;
        if (edit.Default is true && Undefaultable(row) is { } refused) problems.Add(refused);
        if (edit is { Default: false, NoDefault: false } && row.IsDefault) problems.Add(Unconfirmed);
        if (problems.Count > 0) return (Result<LinkChanged>)System.Collections.Immutable.ImmutableArray.CreateRange(problems);
        IReadOnlyList<PreflightCheck> checks = [];
        if (credentials is { } pair)
        {
            var report = await CheckAsync(row, pair, origin, cancellation);
            if (!report.Passed) return (Result<LinkChanged>)System.Collections.Immutable.ImmutableArray.CreateRange(report.Checks.Where(c => c.Result == CheckResult.Fail).Select(Failed));
            checks = report.Checks;
        }

        var changed = await writer.WriteAsync(scope => Apply(scope, row, edit, credentials, pattern, origin), cancellation);
        if (changed.Refused) return changed;
        effects.Wake();
        return changed.Value with { Checks = checks };
    }

    /// <summary>A new pair of key and secret: as <see cref="EditAsync"/> with both.</summary>
    public Task<Result<LinkChanged>> RotateAsync(string id, string? accessKeyId, Secret? secret, long? version, ActOrigin origin, CancellationToken cancellation) =>
        EditAsync(id, new LinkEdit { AccessKeyId = accessKeyId ?? "", Secret = secret ?? new Secret("") }, version, origin, cancellation);

    /// <summary>Takes the pair before the last change back, within an hour of it. Refused: no such link, <c>STALE</c>, there is none any more.</summary>
    public async Task<Result<LinkChanged>> RollBackAsync(string id, long? version, ActOrigin origin, CancellationToken cancellation)
    {
        var changed = await writer.WriteAsync<Result<LinkChanged>>(
            scope =>
            {
                var found = LinkRows.Find(scope, id, version);
                if (found.Refused) return found.Problems;
                if (found.Value is not { FormerAccessKeyId: { } key, FormerEncryptedSecret: { } sealedText } row || row.FormerUntil < scope.Now) return Problem.Conflict("NO_FORMER_KEY", "The former key is forgotten: enter a key and its secret.");
                var (state, problem) = WithOtherKey(scope, row);
                var after = Links.Of(row) with { State = state, LastProblem = problem, MaskedKey = MaskedKeys.Mask(key), Version = row.Version + 1 };
                LinkRows.Change(scope, id, origin.Who, link =>
                {
                    (link.AccessKeyId, link.EncryptedSecret, link.CredentialsAt) = (key, sealedText, scope.Now);
                    (link.FormerAccessKeyId, link.FormerEncryptedSecret, link.FormerUntil) = (null, null, null);
                    (link.State, link.LastProblem) = (state, problem);
                });
                LinkAccess.StageOther(scope, row, origin.RequestId);
                LinkRetry.Hurry(scope, id);
                LinkAudit.Stage(scope, "RollBackOrganizationCredentials", origin, row.TenantId, new JsonObject { ["organizationLinkId"] = id, ["accessKeyId"] = after.MaskedKey, ["secretAccessKey"] = LinkAudit.Changed });
                return new LinkChanged(after, [], []);
            },
            cancellation);
        if (!changed.Refused) effects.Wake();
        return changed;
    }

    /// <summary>Changes the name and what new accounts get. Refused: everything wrong with the fields, no such link, <c>STALE</c>.</summary>
    /// <param name="name">Null leaves it.</param>
    public async Task<Result<LinkChanged>> ChangeSettingsAsync(string id, string? name, LinkSettings settings, long? version, ActOrigin origin, CancellationToken cancellation)
    {
        if (await RowAsync(id, cancellation) is not { } known) return Problem.NotFound("There is no such organization.");
        var problems = settings.Faults().ToList();
        var read = name is null ? known.Name : Take(LinkFields.Name(name, new AccountId(known.AccountId), LinkMembers.Name), problems);
        if (problems.Count > 0) return (Result<LinkChanged>)System.Collections.Immutable.ImmutableArray.CreateRange(problems);
        return await writer.WriteAsync<Result<LinkChanged>>(
            scope =>
            {
                var found = LinkRows.Find(scope, id, version);
                if (found.Refused) return found.Problems;
                if (scope.Db.Links.Any(l => l.Name == read && l.Id != id)) return Problem.Malformed($"Another organization is called \"{read}\".", LinkMembers.Name);
                var (before, after) = (StoredSettings.Write(StoredSettings.Read(found.Value.Settings)), StoredSettings.Write(settings));
                LinkAudit.Stage(scope, "ChangeOrganizationSettings", origin, found.Value.TenantId, new JsonObject { ["organizationLinkId"] = id, ["name"] = read, ["before"] = JsonNode.Parse(before), ["after"] = JsonNode.Parse(after) });
                LinkRows.Change(scope, id, origin.Who, link => (link.Name, link.Settings) = (read!, after));
                return new LinkChanged(Links.Of(found.Value) with { Name = read!, Version = found.Value.Version + 1 }, [], []);
            },
            cancellation);
    }

    internal static Problem? Undefaultable(LinkRow row) =>
        row.State == LinkStates.Active ? null : Problem.Conflict("DEFAULT_CONFLICT", "Only an active organization can be the default.") with { Member = LinkMembers.Default };

    /// <summary>The default is given up with nobody after it: vendor-integration.md 7.</summary>
    private static Problem Unconfirmed { get; } = Problem.Conflict("DEFAULT_CONFLICT", "No organization will be the default. Confirm that there is none.") with { Member = LinkMembers.Default };

    private async Task<LinkRow?> RowAsync(string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        return await db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.Id == id && l.State != LinkStates.Removed, cancellation);
    }

    /// <summary>The new pair; null when neither changes. A new key needs its secret, a new secret may belong to the same key.</summary>
    private Pair? Credentials(LinkRow row, LinkEdit edit, List<Problem> problems)
    {
        if (edit is { AccessKeyId: null, Secret: null }) return null;
        var key = edit.AccessKeyId is null ? row.AccessKeyId : Take(LinkForms.Key(edit.AccessKeyId, !connections.Target.IsAws), problems);
        if (edit.Secret is null)
        {
            // The key as it is, typed again, is no new one.
            if (key == row.AccessKeyId) return null;
            problems.Add(Problem.Malformed("Enter the secret that belongs to the new key.", LinkMembers.Secret));
            return null;
        }

        var secret = Take(LinkFields.Secret(edit.Secret.Reveal(), LinkMembers.Secret), problems);
        return key is null || secret is null ? null : new Pair(key, new Secret(secret));
    }

    /// <summary>P1 to P6 with the new pair: above all that it is a key of the same account (F-15).</summary>
    private async Task<PreflightReport> CheckAsync(LinkRow row, Pair pair, ActOrigin origin, CancellationToken cancellation)
    {
        var account = new AccountId(row.AccountId);
        var wish = new LinkWish(account, row.Region, pair.Key, pair.Secret) { Mode = LinkMode.Adopt, Settings = StoredSettings.Read(row.Settings) };
        var report = await preflights.RunAsync(wish, identityOnly: true, cancellation);
        await preflights.StoreAsync(report, account, row.Id, origin.Who, cancellation);
        return report;
    }

    private Result<LinkChanged> Apply(WriteScope scope, LinkRow seen, LinkEdit edit, Pair? pair, string? pattern, ActOrigin origin)
    {
        // What was checked was decided on the row as it was then.
        var found = LinkRows.Find(scope, seen.Id, seen.Version);
        if (found.Refused) return found.Problems;
        var (row, notices, now) = (found.Value, new List<string>(), clock.GetUtcNow());
        var sealedText = pair is null ? null : vault.Seal(pair.Secret, AwsConnections.PlaceOf(row.Id));
        var (state, problem) = pair is not null ? WithOtherKey(scope, row) : (row.State, row.LastProblem);
        if (edit.Default is { } wanted && wanted != row.IsDefault) notices.Add(Move(scope, row, wanted));
        LinkRows.Change(scope, row.Id, origin.Who, link =>
        {
            link.EmailPattern = pattern ?? link.EmailPattern;
            if (pair is null) return;
            (link.FormerAccessKeyId, link.FormerEncryptedSecret, link.FormerUntil) = (link.AccessKeyId, link.EncryptedSecret, now + FormerLife);
            (link.AccessKeyId, link.EncryptedSecret, link.CredentialsAt, link.VerifiedAt) = (pair.Key, sealedText!, now, now);
            (link.State, link.LastProblem) = (state, problem);
        });
        if (pair is not null)
        {
            LinkAccess.StageOther(scope, row, origin.RequestId);
            LinkRetry.Hurry(scope, row.Id);
        }

        LinkAudit.Stage(scope, pair is null ? "EditOrganization" : "RotateOrganizationCredentials", origin, row.TenantId, Parameters(row, edit, pair, pattern));
        var after = Links.Of(row) with { State = state, LastProblem = problem, EmailPattern = pattern ?? row.EmailPattern, Default = edit.Default ?? row.IsDefault, Version = row.Version + 1, MaskedKey = MaskedKeys.Mask(pair?.Key ?? row.AccessKeyId) };
        return new LinkChanged(after, notices, []);
    }

    /// <summary>A link that lost its key is well again with another one, as far as its steps are; if that is refused as well, verification tells.</summary>
    private static (string State, string? Problem) WithOtherKey(WriteScope scope, LinkRow row) =>
        row.State == LinkStates.Degraded ? LinkRetry.StateOf(scope.Db, row.Id) : (row.State, row.LastProblem);

    /// <summary>Stages the moving of the default; answers the notice.</summary>
    internal static string Move(WriteScope scope, LinkRow row, bool wanted)
    {
        if (!wanted)
        {
            LinkRows.NoDefault(scope);
            return "No organization will be the default.";
        }

        var other = LinkRows.OtherDefault(scope, row.Id);
        LinkRows.MakeDefault(scope, row.Id);
        return other is null ? $"\"{row.Name}\" is the default now." : $"\"{other}\" is no longer the default.";
    }

    private static JsonObject Parameters(LinkRow row, LinkEdit edit, Pair? pair, string? pattern)
    {
        var parameters = new JsonObject { ["organizationLinkId"] = row.Id };
        if (pair is not null)
        {
            parameters["accessKeyId"] = new JsonObject { ["before"] = MaskedKeys.Mask(row.AccessKeyId), ["after"] = MaskedKeys.Mask(pair.Key) };
            parameters["secretAccessKey"] = LinkAudit.Changed;
        }

        if (pattern is not null) parameters["emailPattern"] = new JsonObject { ["before"] = row.EmailPattern, ["after"] = pattern };
        if (edit.Default is { } wanted) parameters["default"] = new JsonObject { ["before"] = row.IsDefault, ["after"] = wanted };
        return parameters;
    }

    private static Problem Failed(PreflightCheck check) => Problem.Conflict(PreflightFailed, $"{check.Id}: {check.Message}");

    private static T? Take<T>(Result<T> read, List<Problem> problems)
        where T : class
    {
        if (!read.Refused) return read.Value;
        problems.AddRange(read.Problems);
        return null;
    }

    private sealed record Pair(string Key, Secret Secret);
}
