using System.Collections.Immutable;
using System.CommandLine;
using Guildhall.App;
using Guildhall.App.Billing.Ingest;
using Guildhall.App.Billing.Queries;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Api.V1;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall report ingest|list|verify</c>. contract.md 2.</summary>
internal static class ReportCommands
{
    internal static readonly Option<string?> Organization = new("--organization") { Description = "The link's id, the organization's id, the account that pays or the name; without it all that have a report", HelpName = "ID" };
    private static readonly Option<string?> Folder = new("--folder") { Description = "Report files (.csv, .csv.gz) in this folder instead of the bucket, also of an account that is not linked", HelpName = "DIR" };
    private static readonly Option<string?> Period = new("--period") { Description = "This month alone", HelpName = "YYYY-MM" };
    private static readonly Option<int> Limit = new("--limit") { Description = "The most to list", HelpName = "N", DefaultValueFactory = _ => 100 };

    public static Command Ingest() => new("ingest", "Read what AWS has delivered; what was read already changes nothing") { Organization, Folder, Period, SettingOption.AwsEndpoint };

    public static Command List() => new("list", "Usage runs: the readings of reports, newest first") { Organization, Period, Limit };

    public static Command Verify() => new("verify", "Read the newest delivery again, store nothing, and compare it with what is in force") { Organization, Period, SettingOption.AwsEndpoint };

    public static Task<int> IngestAsync(Call call, CancellationToken cancellation) => call.Given.GetValue(Folder) is { } folder ? FolderAsync(call, folder, cancellation) : RunAsync(call, async (guildhall, organizations, period) =>
    {
        var (done, problems) = (new List<(string, IngestedReport)>(), new List<Problem>());
        foreach (var organization in organizations)
        {
            var fetched = await guildhall.ReportFetches.FetchAsync(organization.Tenant, period, UserCommands.OriginOf(guildhall), cancellation);
            if (fetched.Refused) problems.AddRange(fetched.Problems.Select(p => p with { Message = $"{organization.Name}: {p.Message}" }));
            else foreach (var month in fetched.Value) Take(organization, month.Month, month.Report, month.Problem);
        }

        return await TellAsync(call, guildhall, done, problems, cancellation);

        void Take(ReportedOrganization organization, BillingMonth month, IngestedReport? report, Problem? problem)
        {
            if (report is not null) done.Add((organization.Tenant, report));
            if (problem is not null) problems.Add(problem with { Message = $"{organization.Name}, {month}: {problem.Message}" });
        }
    }, cancellation, linked: true);

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => RunAsync(call, async (guildhall, organizations, period) =>
    {
        var tenant = call.Given.GetValue(Organization) is null ? null : organizations.Single().Tenant;
        var runs = await guildhall.UsageRuns.ListAsync(new UsageRunFilter { Tenant = tenant, Month = period, Take = Math.Clamp(call.Given.GetValue(Limit), 1, 100_000) }, cancellation);
        return call.Done(runs, UsageRunWriting.Write);
    }, cancellation);

    public static Task<int> VerifyAsync(Call call, CancellationToken cancellation) => RunAsync(call, async (guildhall, organizations, period) =>
    {
        var (proofs, problems) = (new List<(string Organization, ReportProof Proof)>(), new List<Problem>());
        foreach (var organization in organizations)
        {
            var runs = await guildhall.UsageRuns.ListAsync(new UsageRunFilter { Tenant = organization.Tenant, Month = period, State = ReportLoadState.InForce, Take = 1_000 }, cancellation);
            if (runs.IsEmpty) problems.Add(Problem.Conflict("NOT_IN_FORCE", $"{organization.Name}: nothing is in force."));
            foreach (var run in runs)
            {
                var source = await guildhall.ReportSources.FindAsync(run.Tenant, run.Source, run.Month, cancellation);
                var proof = source.Refused ? source.Problems : await guildhall.ReportIngest.VerifyAsync(run.Tenant, source.Value, run.Month, cancellation);
                if (proof.Refused) problems.AddRange(proof.Problems.Select(p => p with { Message = $"{organization.Name}, {run.Month}: {p.Message}" }));
                else proofs.Add((run.Tenant, proof.Value));
            }
        }

        problems.AddRange(proofs.Where(p => !p.Proof.Equal).Select(p => Problem.Conflict("SUMS_DIFFER", $"{p.Organization}, {p.Proof.Month}: the delivery does not add up to what is in force.")));
        call.Done(proofs, (json, proof) => Write(json, proof.Organization, proof.Proof));
        return problems.Count == 0 ? ExitCode.Done : call.Refused(problems);
    }, cancellation);

    /// <summary>The organizations that are meant, with the month.</summary>
    /// <param name="linked">Only those that are linked, unless one is named.</param>
    internal static Task<int> RunAsync(Call call, Func<Installation, ImmutableArray<ReportedOrganization>, BillingMonth?, Task<int>> act, CancellationToken cancellation, bool linked = false) => Beside.RunAsync(call, async guildhall =>
    {
        var period = Month(call);
        if (period.Refused) return call.Refused(period.Problems);
        var named = await NamedAsync(call, guildhall, cancellation);
        if (named.Refused) return call.Refused(named.Problems);
        ImmutableArray<ReportedOrganization> organizations = named.Value is { } one ? [one] : [.. (await guildhall.ReportedOrganizations.ListAsync(cancellation)).Where(o => o.Linked || !linked)];
        return organizations.IsEmpty ? call.Refused([Problem.NotFound("No organization with a billing report is linked.")]) : await act(guildhall, organizations, period.Value);
    }, cancellation);

    private static Result<BillingMonth?> Month(Call call)
    {
        if (call.Given.GetValue(Period) is not { } typed) return (BillingMonth?)null;
        var month = BillingMonth.Read(typed);
        return month.Refused ? month.Problems : month.Value;
    }

    private static async Task<Result<ReportedOrganization?>> NamedAsync(Call call, Installation guildhall, CancellationToken cancellation)
    {
        if (call.Given.GetValue(Organization) is not { } named) return (ReportedOrganization?)null;
        return await guildhall.ReportedOrganizations.FindAsync(named, cancellation) is { } found ? found : Problem.NotFound($"Nothing linked is called {named}.");
    }

    private static Task<int> FolderAsync(Call call, string folder, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var period = Month(call);
        if (period.Refused) return call.Refused(period.Problems);
        if (!Directory.Exists(folder)) return call.Refused([Problem.NotFound($"There is no folder {folder}.")]);
        var named = await NamedAsync(call, guildhall, cancellation);
        if (named.Refused) return call.Refused(named.Problems);
        var read = await guildhall.FolderIngest.ReadAsync(Path.GetFullPath(folder), named.Value?.Payer, period.Value, UserCommands.OriginOf(guildhall), cancellation);
        return read.Refused ? call.Refused(read.Problems) : await TellAsync(
            call, guildhall, [.. read.Value.Where(r => !r.Report.Refused).Select(r => (r.Organization.Tenant, r.Report.Value))],
            [.. read.Value.Where(r => r.Report.Refused).SelectMany(r => r.Report.Problems, (r, p) => p with { Message = $"{r.Organization.Name}, {r.Month}: {p.Message}" })], cancellation);
    }, cancellation);

    /// <summary>What was read, added up and one by one; what was refused to people.</summary>
    private static async Task<int> TellAsync(Call call, Installation guildhall, List<(string Organization, IngestedReport Report)> done, List<Problem> problems, CancellationToken cancellation)
    {
        var accounts = await guildhall.UsageRuns.AccountsAsync(done.Select(d => d.Report.Run), cancellation);
        var sums = done.SelectMany(d => d.Report.Sums).GroupBy(s => s.Key, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(g => g.Key, g => g.Aggregate(AmountSum.Zero, (sum, one) => sum + one.Value), StringComparer.Ordinal);
        call.Done(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("rows"u8, done.Sum(d => d.Report.Rows));
            json.WriteNumber("accounts"u8, accounts);
            UsageRunWriting.WriteSums(json, "sums", sums);
            json.WriteNumber("quarantined"u8, done.Sum(d => d.Report.Faulted));
            json.WriteStartArray("reports"u8);
            foreach (var (organization, report) in done) UsageRunWriting.Write(json, organization, report);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        return problems.Count == 0 ? ExitCode.Done : call.Refused(problems);
    }

    private static void Write(System.Text.Json.Utf8JsonWriter json, string organization, ReportProof proof)
    {
        json.WriteStartObject();
        json.WriteString("organizationId"u8, organization);
        json.WriteString("period"u8, proof.Month.ToString());
        json.WriteString("run"u8, proof.Run);
        json.WriteBoolean("sameDelivery"u8, proof.SameDelivery);
        json.WriteBoolean("equal"u8, proof.Equal);
        json.WriteNumber("rows"u8, proof.Rows);
        json.WriteNumber("rowsInForce"u8, proof.RowsInForce);
        UsageRunWriting.WriteSums(json, "sums", proof.Sums);
        UsageRunWriting.WriteSums(json, "sumsInForce", proof.SumsInForce);
        json.WriteEndObject();
    }
}
