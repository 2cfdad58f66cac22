using System.Collections.Immutable;
using System.CommandLine;
using Guildhall.App;
using Guildhall.App.Billing.Ingest;
using Guildhall.App.Billing.Queries;
using Guildhall.App.Billing.Sources;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Api.V1;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall report ingest|list|verify</c>. contract.md 2.</summary>
internal static class ReportCommands
{
    internal static readonly Option<string?> Organization = new("--organization") { Description = "The link's id, the organization's id, the account or the name; without it all that have a report", HelpName = "ID" };
    private static readonly Option<string?> Folder = new("--folder") { Description = "Report files (.csv, .csv.gz) in this folder instead of the bucket; needs --period, and --organization where more than one is linked", HelpName = "DIR" };
    private static readonly Option<string?> Period = new("--period") { Description = "This month alone", HelpName = "YYYY-MM" };
    private static readonly Option<int> Limit = new("--limit") { Description = "The most to list", HelpName = "N", DefaultValueFactory = _ => 100 };

    public static Command Ingest() => new("ingest", "Read what AWS has delivered; what was read already changes nothing") { Organization, Folder, Period, SettingOption.AwsEndpoint };

    public static Command List() => new("list", "Usage runs: the readings of reports, newest first") { Organization, Period, Limit };

    public static Command Verify() => new("verify", "Read the newest delivery again, store nothing, and compare it with what is in force") { Organization, Period, SettingOption.AwsEndpoint };

    public static Task<int> IngestAsync(Call call, CancellationToken cancellation) => RunAsync(call, async (guildhall, links, period) =>
    {
        if (call.Given.GetValue(Folder) is { } folder) return await FolderAsync(call, guildhall, links, folder, period, cancellation);
        var (done, problems) = (new List<(string, IngestedReport)>(), new List<Problem>());
        foreach (var link in links)
        {
            var fetched = await guildhall.ReportFetches.FetchAsync(link.TenantId!, period, ActOrigin.Operator(guildhall.Options.Ids.Uuid().ToString()), cancellation);
            if (fetched.Refused) problems.AddRange(fetched.Problems.Select(p => p with { Message = $"{link.Name}: {p.Message}" }));
            else foreach (var month in fetched.Value) Take(link, month.Month, month.Report, month.Problem);
        }

        return await TellAsync(call, guildhall, done, problems, cancellation);

        void Take(LinkedOrganization link, BillingMonth month, IngestedReport? report, Problem? problem)
        {
            if (report is not null) done.Add((link.TenantId!, report));
            if (problem is not null) problems.Add(problem with { Message = $"{link.Name}, {month}: {problem.Message}" });
        }
    }, cancellation);

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => RunAsync(call, async (guildhall, links, period) =>
    {
        var tenant = call.Given.GetValue(Organization) is null ? null : links.Single().TenantId;
        var runs = await guildhall.UsageRuns.ListAsync(new UsageRunFilter { Tenant = tenant, Month = period, Take = Math.Clamp(call.Given.GetValue(Limit), 1, 100_000) }, cancellation);
        return call.Done(runs, UsageRunWriting.Write);
    }, cancellation);

    public static Task<int> VerifyAsync(Call call, CancellationToken cancellation) => RunAsync(call, async (guildhall, links, period) =>
    {
        var (proofs, problems) = (new List<(string Organization, ReportProof Proof)>(), new List<Problem>());
        foreach (var link in links)
        {
            var source = await guildhall.ReportFetches.SourceAsync(link.TenantId!, cancellation);
            if (source.Refused) return call.Refused(source.Problems);
            var runs = await guildhall.UsageRuns.ListAsync(new UsageRunFilter { Tenant = link.TenantId, Month = period, State = ReportLoadState.InForce, Take = 1_000 }, cancellation);
            if (runs.IsEmpty) problems.Add(Problem.Conflict("NOT_IN_FORCE", $"{link.Name}: nothing is in force."));
            foreach (var run in runs)
            {
                var proof = await guildhall.ReportIngest.VerifyAsync(link.TenantId!, source.Value, run.Month, cancellation);
                if (proof.Refused) problems.AddRange(proof.Problems);
                else proofs.Add((link.TenantId!, proof.Value));
            }
        }

        problems.AddRange(proofs.Where(p => !p.Proof.Equal).Select(p => Problem.Conflict("SUMS_DIFFER", $"{p.Organization}, {p.Proof.Month}: the delivery does not add up to what is in force.")));
        call.Done(proofs, (json, proof) => Write(json, proof.Organization, proof.Proof));
        return problems.Count == 0 ? ExitCode.Done : call.Refused(problems);
    }, cancellation);

    /// <summary>The linked organizations that are meant, with the month.</summary>
    internal static Task<int> RunAsync(Call call, Func<Installation, ImmutableArray<LinkedOrganization>, BillingMonth?, Task<int>> act, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        BillingMonth? period = null;
        if (call.Given.GetValue(Period) is { } typed)
        {
            var month = BillingMonth.Read(typed);
            if (month.Refused) return call.Refused(month.Problems);
            period = month.Value;
        }

        var named = call.Given.GetValue(Organization);
        var reported = await guildhall.ReportFetches.ReportedAsync(cancellation);
        var links = named is null
            ? (await guildhall.Links.ListAsync(cancellation)).Where(l => l is { TenantId: { } tenant, State: not LinkStates.Removed } && reported.Contains(tenant)).ToImmutableArray()
            : await guildhall.Links.FindAsync(named, cancellation) is { TenantId: not null } link ? [link] : [];
        return links.IsEmpty ? call.Refused([Problem.NotFound(named is null ? "No organization with a billing report is linked." : $"Nothing linked is called {named}.")]) : await act(guildhall, links, period);
    }, cancellation);

    private static async Task<int> FolderAsync(Call call, Installation guildhall, ImmutableArray<LinkedOrganization> links, string folder, BillingMonth? period, CancellationToken cancellation)
    {
        if (period is not { } month) return call.Refused([Problem.Malformed("--folder needs --period.", "period")]);
        if (!Directory.Exists(folder)) return call.Refused([Problem.NotFound($"There is no folder {folder}.")]);
        if (links is not [var link]) return call.Refused([Problem.Malformed("--folder needs --organization: more than one is linked.", "organization")]);
        var source = new FolderReports(Path.GetFullPath(folder), month, link.AccountId);
        var done = await guildhall.ReportIngest.IngestAsync(link.TenantId!, source, month, ActOrigin.Operator(guildhall.Options.Ids.Uuid().ToString()), cancellation);
        return done.Refused ? call.Refused(done.Problems) : await TellAsync(call, guildhall, [(link.TenantId!, done.Value)], [], cancellation);
    }

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
