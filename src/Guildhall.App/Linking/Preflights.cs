using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Guildhall.App.Cloud.Names;
using Guildhall.App.Linking.Checks;
using Guildhall.App.Linking.Watch;
using Guildhall.App.Organizations;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Linking;

/// <summary>A run of the preflight as it was stored.</summary>
/// <param name="LinkId">Null for a form that was only checked.</param>
public sealed record PreflightRun(string Id, string? LinkId, string AccountId, string By, DateTimeOffset At, int Milliseconds, bool Passed, IReadOnlyList<PreflightCheck> Checks)
{
    /// <summary>The line on top: <c>12 passed, 1 warning, 0 failed, 2.1 s</c>.</summary>
    public string Summary
    {
        get
        {
            int Count(params ReadOnlySpan<CheckResult> results)
            {
                var wanted = results.ToArray();
                return Checks.Count(c => wanted.Contains(c.Result));
            }

            var warnings = Count(CheckResult.Warn);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Count(CheckResult.Pass, CheckResult.Info)} passed, {warnings} {(warnings == 1 ? "warning" : "warnings")}, {Count(CheckResult.Fail)} failed, {Milliseconds / 1_000.0:0.0} s");
        }
    }

    /// <summary>The whole run as plain text to be copied: no secrets.</summary>
    public string Report
    {
        get
        {
            var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"Preflight of account {AccountId} at {At:u}: {Summary}");
            foreach (var check in Checks)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{check.Id} {check.Title}: {check.Result}. {check.Message}");
                if (check.Repair is not null) text.AppendLine(CultureInfo.InvariantCulture, $"   How to fix: {check.Repair}");
                if (check.Call.Length > 0) text.AppendLine(CultureInfo.InvariantCulture, $"   {check.Call}, {check.Milliseconds} ms{(check.AwsCode is null ? "" : $", {check.AwsCode}")}{(check.RequestId is null ? "" : $", request {check.RequestId}")}");
            }

            return text.ToString();
        }
    }
}

/// <summary>Preflights: of a form that is not stored, and of links. Each run is stored, never with a secret. vendor-integration.md 8.</summary>
/// <param name="mail">Null where no DNS server is asked.</param>
public sealed class Preflights(Database database, Writer writer, AwsConnections connections, LinkForms forms, MailRoutes? mail, IdSource ids, TimeProvider clock)
{
    /// <summary>Who ran what nobody asked for.</summary>
    public const string Itself = "guildhall";

    private readonly Preflight _preflight = new(mail, clock, ids);

    /// <summary>Checks a form; only the run is stored. Refused: everything that is wrong with its fields.</summary>
    public async Task<Result<PreflightRun>> CheckAsync(LinkForm form, ActOrigin origin, CancellationToken cancellation)
    {
        var read = await forms.ReadAsync(form, cancellation);
        if (read.Wish is null) return (Result<PreflightRun>)System.Collections.Immutable.ImmutableArray.CreateRange(read.Problems);
        return await StoreAsync(await RunAsync(read.Wish, cancellation), read.Wish.Account, null, origin.Who, cancellation);
    }

    /// <summary>Runs the preflight of a link again, in mode Adopt: what the link made is no obstacle. Refused: there is no such link, its key does not open.</summary>
    public async Task<Result<PreflightRun>> RunAsync(string linkId, ActOrigin origin, CancellationToken cancellation)
    {
        await using var db = database.Open();
        if (await db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.Id == linkId && l.State != LinkStates.Removed, cancellation) is not { } link) return Problem.NotFound("There is no such organization.");
        var wish = WishOf(link);
        if (wish.Refused) return wish.Problems;
        var at = clock.GetUtcNow();
        var report = await RunAsync(wish.Value, cancellation);
        return await StoreAsync(report, link, at, origin, cancellation);
    }

    /// <summary>The runs of a link, the newest first; 50 at most.</summary>
    public async Task<IReadOnlyList<PreflightRun>> HistoryAsync(string linkId, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var rows = await db.Preflights.AsNoTracking().Where(p => p.LinkId == linkId).OrderByDescending(p => p.Id).Take(50).ToListAsync(cancellation);
        return [.. rows.Select(Of)];
    }

    internal Task<PreflightReport> RunAsync(LinkWish wish, CancellationToken cancellation) => RunAsync(wish, identityOnly: false, cancellation);

    /// <param name="identityOnly">P1 to P6 alone.</param>
    internal Task<PreflightReport> RunAsync(LinkWish wish, bool identityOnly, CancellationToken cancellation) =>
        _preflight.RunAsync(wish, connections.With(wish.Account, wish.Credentials, wish.Region, Preflight.Retry), identityOnly, cancellation);

    /// <summary>A link as a wish that finds everything there: for checking it again.</summary>
    internal Result<LinkWish> WishOf(LinkRow link)
    {
        var opened = connections.CredentialsOf(link);
        if (opened.Refused) return opened.Problems;
        return new LinkWish(new AccountId(link.AccountId), link.Region, opened.Value)
        {
            Mode = LinkMode.Adopt,
            Name = link.Name,
            EmailPattern = link.EmailPattern,
            Settings = StoredSettings.Read(link.Settings),
        };
    }

    internal async Task<PreflightRun> StoreAsync(PreflightReport report, AccountId account, string? linkId, string by, CancellationToken cancellation)
    {
        var run = RunOf(report, account, linkId, by);
        await writer.WriteAsync(
            scope =>
            {
                scope.Stage(db => db.Add(RowOf(run)));
                return true;
            },
            cancellation);
        return run;
    }

    /// <summary>Stores a run on a link with its own credentials, and what it means for the link. One that Guildhall did by itself tells of its failure.</summary>
    /// <param name="at">When it was begun.</param>
    private async Task<PreflightRun> StoreAsync(PreflightReport report, LinkRow link, DateTimeOffset at, ActOrigin origin, CancellationToken cancellation)
    {
        var run = RunOf(report, new AccountId(link.AccountId), link.Id, origin.Who);
        await writer.WriteAsync(
            scope =>
            {
                scope.Stage(db => db.Add(RowOf(run)));
                LinkRows.Follow(scope, link.Id, l => (l.PreflightAt, l.PreflightPassed) = (run.At, run.Passed));
                if (report.Access is { } access) LinkAccess.Stage(scope, link, access, at, origin.RequestId);
                if (!run.Passed && origin.Who == Itself) LinkAccess.Tell(scope, link, "PreflightFailed", $"{link.Id}-{origin.RequestId}", Failures(run));
                return true;
            },
            cancellation);
        return run;
    }

    private static JsonObject Failures(PreflightRun run) => new()
    {
        ["preflightId"] = run.Id,
        ["failed"] = new JsonArray([.. run.Checks.Where(c => c.Result == CheckResult.Fail).Select(c => (JsonNode)new JsonObject { ["id"] = c.Id, ["message"] = c.Message })]),
    };

    private PreflightRun RunOf(PreflightReport report, AccountId account, string? linkId, string by)
    {
        var now = clock.GetUtcNow();
        return new PreflightRun(ids.Uuid(now).ToString(), linkId, account.Value, by, now, report.Milliseconds, report.Passed, report.Checks);
    }

    internal static PreflightRow RowOf(PreflightRun run) => new()
    {
        Id = run.Id,
        LinkId = run.LinkId,
        AccountId = run.AccountId,
        By = run.By,
        At = run.At,
        Milliseconds = run.Milliseconds,
        Passed = run.Passed,
        Checks = JsonSerializer.Serialize(run.Checks, PreflightJson.Default.IReadOnlyListPreflightCheck),
    };

    private static PreflightRun Of(PreflightRow row) => new(
        row.Id, row.LinkId, row.AccountId, row.By, row.At, row.Milliseconds, row.Passed, JsonSerializer.Deserialize(row.Checks, PreflightJson.Default.IReadOnlyListPreflightCheck) ?? []);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<PreflightCheck>))]
internal sealed partial class PreflightJson : JsonSerializerContext;
