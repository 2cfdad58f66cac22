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

/// <summary>What may be edited: the credentials, the e-mail pattern and the default (M-36). Null leaves a field as it is.</summary>
public sealed record LinkEdit
{
    /// <summary>Another way to reach the account; null for the one in force, or the one that the other fields speak of.</summary>
    public CredentialKind? Credentials { get; init; }

    public string? RoleArn { get; init; }

    /// <summary>As <see cref="LinkForm.ExternalId"/>.</summary>
    public string? ExternalId { get; init; }

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

/// <summary>Editing links: credentials, pattern and default; the other settings by a form of their own. vendor-integration.md 3, 9; M-36.</summary>
public sealed class LinkEdits(Database database, Writer writer, Vault vault, AwsConnections connections, LinkForms forms, Preflights preflights, EffectWorker effects, TimeProvider clock)
{
    /// <summary>The code of credentials that do not pass P1 to P6; the old ones stay in force.</summary>
    public const string PreflightFailed = "PREFLIGHT_FAILED";

    /// <summary>The code of a rotation where there is no key.</summary>
    public const string NothingToRotate = "NOTHING_TO_ROTATE";

    /// <summary>The old credentials are kept so long, for calls in flight and to be taken back.</summary>
    private static readonly TimeSpan FormerLife = TimeSpan.FromHours(1);

    /// <summary>
    /// Changes credentials, pattern and default. New credentials are checked by P1 to P6 first. Refused: everything wrong with the fields, no such link, <c>STALE</c>,
    /// <see cref="PreflightFailed"/> (one problem for each failed check), <c>DEFAULT_CONFLICT</c>.
    /// </summary>
    /// <param name="version">The ETag the editor saw; null for whoever does not mind.</param>
    public async Task<Result<LinkChanged>> EditAsync(string id, LinkEdit edit, long? version, ActOrigin origin, CancellationToken cancellation)
    {
        if (await RowAsync(id, cancellation) is not { } row) return Problem.NotFound("There is no such organization.");
        if (version is { } seen && seen != row.Version) return LinkRows.Stale;
        var problems = new List<Problem>();
        var credentials = new CredentialEdits(row, edit, forms.Terms, () => connections.CredentialsOf(row)).Read(problems);
        var pattern = edit.EmailPattern is null ? null : Take(EmailPattern.Read(edit.EmailPattern, LinkMembers.EmailPattern), problems)?.Text;
        if (edit.Default is true && Undefaultable(row) is { } refused) problems.Add(refused);
        if (edit is { Default: false, NoDefault: false } && row.IsDefault) problems.Add(Unconfirmed);
        if (problems.Count > 0) return (Result<LinkChanged>)System.Collections.Immutable.ImmutableArray.CreateRange(problems);
        IReadOnlyList<PreflightCheck> checks = [];
        if (credentials is not null)
        {
            var report = await CheckAsync(row, credentials, origin, cancellation);
            if (!report.Passed) return (Result<LinkChanged>)System.Collections.Immutable.ImmutableArray.CreateRange(report.Checks.Where(c => c.Result == CheckResult.Fail).Select(Failed));
            checks = report.Checks;
        }

        var changed = await writer.WriteAsync(scope => Apply(scope, row, edit, credentials, pattern, origin), cancellation);
        if (changed.Refused) return changed;
        effects.Wake();
        return changed.Value with { Checks = checks };
    }

    /// <summary>A new pair of key and secret: as <see cref="EditAsync"/> with both. Refused as well: <see cref="NothingToRotate"/>.</summary>
    public async Task<Result<LinkChanged>> RotateAsync(string id, string? accessKeyId, Secret? secret, long? version, ActOrigin origin, CancellationToken cancellation)
    {
        if (await RowAsync(id, cancellation) is { AccessKeyId: "" } keyless)
            return Problem.Conflict(NothingToRotate, $"{keyless.Name} is reached without a key: there is nothing to rotate. Its sessions are renewed by themselves; edit it to reach it another way.");
        return await EditAsync(id, new LinkEdit { AccessKeyId = accessKeyId ?? "", Secret = secret ?? new Secret("") }, version, origin, cancellation);
    }

    /// <summary>Takes what was in force before the last change back, within an hour of it. Refused: no such link, <c>STALE</c>, there is nothing any more.</summary>
    public async Task<Result<LinkChanged>> RollBackAsync(string id, long? version, ActOrigin origin, CancellationToken cancellation)
    {
        var changed = await writer.WriteAsync<Result<LinkChanged>>(
            scope =>
            {
                var found = LinkRows.Find(scope, id, version);
                if (found.Refused) return found.Problems;
                if (StoredCredentials.FormerKindOf(found.Value) is not { } kind || found.Value.FormerUntil < scope.Now) return Problem.Conflict("NO_FORMER_KEY", "The former key is forgotten: enter a key and its secret.");
                var (row, key) = (found.Value, MaskedKeys.Mask(found.Value.FormerAccessKeyId ?? ""));
                var (state, problem) = LinkRetry.StateOf(scope.Db, row);
                var after = Links.Of(row) with { State = state, LastProblem = problem, AccessLost = null, Credentials = kind, RoleArn = row.FormerRoleArn, MaskedKey = key, KeySince = key.Length > 0 ? scope.Now : null, Version = row.Version + 1 };
                LinkRows.Change(scope, id, origin.Who, link =>
                {
                    StoredCredentials.TakeBack(link);
                    link.CredentialsAt = scope.Now;
                    (link.State, link.LastProblem) = (state, problem);
                });
                LinkAccess.StageOther(scope, row, origin.RequestId);
                LinkRetry.Hurry(scope, id);
                LinkAudit.Stage(scope, "RollBackOrganizationCredentials", origin, row.TenantId, new JsonObject { ["organizationLinkId"] = id, ["credentials"] = CredentialWords.Of(kind), ["roleArn"] = after.RoleArn, ["accessKeyId"] = key, ["secretAccessKey"] = LinkAudit.Changed });
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

    /// <summary>P1 to P6 with the new credentials: above all that they are of the same account (F-15).</summary>
    private async Task<PreflightReport> CheckAsync(LinkRow row, LinkCredentials credentials, ActOrigin origin, CancellationToken cancellation)
    {
        var account = new AccountId(row.AccountId);
        var wish = new LinkWish(account, row.Region, credentials) { Mode = LinkMode.Adopt, Settings = StoredSettings.Read(row.Settings) };
        var report = await preflights.RunAsync(wish, identityOnly: true, cancellation);
        await preflights.StoreAsync(report, account, row.Id, origin.Who, cancellation);
        return report;
    }

    private Result<LinkChanged> Apply(WriteScope scope, LinkRow seen, LinkEdit edit, LinkCredentials? credentials, string? pattern, ActOrigin origin)
    {
        // What was checked was decided on the row as it was then.
        var found = LinkRows.Find(scope, seen.Id, seen.Version);
        if (found.Refused) return found.Problems;
        var (row, notices, now) = (found.Value, new List<string>(), clock.GetUtcNow());
        var sealedText = credentials is null ? "" : StoredCredentials.Seal(credentials, row.Id, vault);
        var (state, problem) = credentials is not null ? LinkRetry.StateOf(scope.Db, row) : (row.State, row.LastProblem);
        if (edit.Default is { } wanted && wanted != row.IsDefault) notices.Add(Move(scope, row, wanted));
        LinkRows.Change(scope, row.Id, origin.Who, link =>
        {
            link.EmailPattern = pattern ?? link.EmailPattern;
            if (credentials is null) return;
            StoredCredentials.KeepFormer(link, now + FormerLife);
            StoredCredentials.Put(link, credentials, sealedText);
            (link.CredentialsAt, link.VerifiedAt) = (now, now);
            (link.State, link.LastProblem) = (state, problem);
        });
        if (credentials is not null)
        {
            LinkAccess.StageOther(scope, row, origin.RequestId);
            LinkRetry.Hurry(scope, row.Id);
        }

        LinkAudit.Stage(scope, NameOf(row, credentials), origin, row.TenantId, Parameters(row, edit, credentials, pattern));
        var after = Links.Of(row) with { State = state, LastProblem = problem, EmailPattern = pattern ?? row.EmailPattern, Default = edit.Default ?? row.IsDefault, Version = row.Version + 1 };
        return new LinkChanged(credentials is null ? after : after with { AccessLost = null, KeySince = credentials.StoredKey is null ? null : now, Credentials = credentials.Kind, RoleArn = RoleOf(credentials), MaskedKey = KeyOf(credentials) }, notices, []);
    }

    /// <summary>Another pair for the same way is a rotation.</summary>
    private static string NameOf(LinkRow row, LinkCredentials? credentials) =>
        credentials is null ? "EditOrganization" : credentials.Kind == StoredCredentials.KindOf(row) && RoleOf(credentials) == row.RoleArn ? "RotateOrganizationCredentials" : "ChangeOrganizationCredentials";

    private static string? RoleOf(LinkCredentials credentials) => (credentials as LinkCredentials.Role)?.Arn;

    private static string KeyOf(LinkCredentials credentials) => MaskedKeys.Mask(credentials.StoredKey?.AccessKeyId ?? "");

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

    private static JsonObject Parameters(LinkRow row, LinkEdit edit, LinkCredentials? credentials, string? pattern)
    {
        var parameters = new JsonObject { ["organizationLinkId"] = row.Id };
        if (credentials is not null)
        {
            parameters["credentials"] = Change(CredentialWords.Of(StoredCredentials.KindOf(row) ?? CredentialKind.Key), CredentialWords.Of(credentials.Kind));
            parameters["accessKeyId"] = Change(MaskedKeys.Mask(row.AccessKeyId), KeyOf(credentials));
            if (credentials.StoredKey is not null) parameters["secretAccessKey"] = LinkAudit.Changed;
            if (row.RoleArn is not null || credentials is LinkCredentials.Role) parameters["roleArn"] = Change(row.RoleArn, RoleOf(credentials));
            if (credentials is LinkCredentials.Role role) parameters["externalId"] = role.ExternalId;
        }

        if (pattern is not null) parameters["emailPattern"] = new JsonObject { ["before"] = row.EmailPattern, ["after"] = pattern };
        if (edit.Default is { } wanted) parameters["default"] = new JsonObject { ["before"] = row.IsDefault, ["after"] = wanted };
        return parameters;
    }

    private static JsonObject Change(string? before, string? after) => new() { ["before"] = before, ["after"] = after };

    private static Problem Failed(PreflightCheck check) => Problem.Conflict(PreflightFailed, $"{check.Id}: {check.Message}");

    private static T? Take<T>(Result<T> read, List<Problem> problems)
        where T : class
    {
        if (!read.Refused) return read.Value;
        problems.AddRange(read.Problems);
        return null;
    }
}
