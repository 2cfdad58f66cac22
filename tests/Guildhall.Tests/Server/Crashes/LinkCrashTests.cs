using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.App.Secrets;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.SimulatedAws;
using Guildhall.SimulatedAws.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>Kills <c>guildhall organization link</c> at every step; a server that starts afterwards brings the link to its end.</summary>
[Trait("Ring", "Crash")]
public sealed class LinkCrashTests : IAsyncLifetime
{
    private static readonly string[] Steps = [LinkSteps.Organization, LinkSteps.Role, LinkSteps.TrustedAccess, LinkSteps.Bucket, LinkSteps.BucketGuard, LinkSteps.BucketPolicy, LinkSteps.Report, LinkSteps.Read];

    /// <summary>Enough for every commit; the long run takes every point of every step.</summary>
    private static readonly string[] Quick = ["link.stored", "link.organization.called", "link.bucket.called", "link.report.called", "link.read.begun"];

    private readonly string _folder = Directory.CreateTempSubdirectory("crash-").FullName;
    private readonly MasterKey _key = MasterKey.Make();
    private SimulatedAwsServer _aws = null!;
    private Database _database = null!;

    private string AwsUrl => _aws.Urls.First();

    public async ValueTask InitializeAsync()
    {
        var simulation = new SimulationOptions { DataFile = Path.Combine(_folder, "aws.db"), Seed = 7, AccountQuota = 1_000 };
        _aws = SimulatedAwsServer.Build(simulation, TimeProvider.System, RandomNumberGenerator.Create(), "http://127.0.0.1:0");
        await _aws.StartAsync(TestContext.Current.CancellationToken);
        _database = Database.Sqlite(Path.Combine(_folder, "guildhall.db"));
        await _database.MigrateAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _aws.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task F03_A_link_that_is_killed_at_any_step_ends_with_one_organization_bucket_and_report()
    {
        var points = LongRun.Asked ? ["link.stored", .. Steps.SelectMany(step => new[] { $"{step}.begun", $"{step}.called", $"{step}.ended" })] : Quick;
        foreach (var (number, point) in points.Index())
        {
            var account = await AccountAsync($"Crash {number}", $"crash{number}@acme.example");
            Assert.NotEqual(0, await LinkAsync(account, point));

            var detail = await ContinueAsync(account["accountId"]!.GetValue<string>());

            Assert.Equal(Steps, detail.Steps.Select(s => s.Kind));
            Assert.All(detail.Steps, step => Assert.True(step.State == EffectState.Done, $"{point}: {step.Kind} {step.State} {step.Problem}"));
        }

        using var http = new HttpClient { BaseAddress = new Uri(AwsUrl) };
        var calls = await http.GetStringAsync("/_simulation/calls", TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(calls);
        var counts = JsonNode.Parse(calls)!;
        foreach (var operation in new[] { "CreateOrganization", "CreateBucket", "PutReportDefinition", "CreateServiceLinkedRole" })
            Assert.Equal(points.Length, Count(counts, operation));
    }

    private static int Count(JsonNode counts, string operation) => counts.AsObject().Select(c => c.Key == operation || c.Key.EndsWith(":" + operation, StringComparison.Ordinal) || c.Key.EndsWith("." + operation, StringComparison.Ordinal) ? c.Value!.GetValue<int>() : 0).Sum();

    /// <summary>What a server does at its start, until the link is active.</summary>
    private async Task<LinkDetail> ContinueAsync(string account)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var options = new InstallationOptions(_database, _key) { AwsEndpoint = new Uri(AwsUrl), SyncInterval = TimeSpan.FromHours(1) };
        await using var guildhall = await Installation.OpenAsync(options, NullLoggerFactory.Instance, cancellation);
        guildhall.Start();
        for (var turn = 0; ; turn++)
        {
            var link = (await guildhall.Links.FindAsync(account, cancellation))!;
            if (link.State == LinkStates.Active) return (await guildhall.Links.ShowAsync(link.Id, cancellation))!;
            Assert.True(turn < 300, $"{link.State}: {link.LastProblem}");
            await Task.Delay(50, cancellation);
        }
    }

    private async Task<JsonNode> AccountAsync(string name, string email)
    {
        using var http = new HttpClient { BaseAddress = new Uri(AwsUrl) };
        using var answer = await http.PostAsJsonAsync("/_simulation/accounts", new { name, email, organization = false }, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task<int> LinkAsync(JsonNode account, string fault)
    {
        string[] arguments = ["organization", "link", "--account", account["accountId"]!.GetValue<string>(), "--key", account["accessKeyId"]!.GetValue<string>(), "--email-pattern", "aws+%s@acme.example", "--data", _folder, "--aws-endpoint", AwsUrl];
        var start = new ProcessStartInfo(GuildhallExecutable.Path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["GUILDHALL_MASTER_KEY"], start.Environment["GUILDHALL_AWS_SECRET"], start.Environment["GUILDHALL_FAULT"]) = (_key.ToBase64(), account["secretAccessKey"]!.GetValue<string>(), fault);
        using var link = Process.Start(start)!;
        var said = Task.WhenAll(link.StandardOutput.ReadToEndAsync(), link.StandardError.ReadToEndAsync());
        await link.WaitForExitAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"{fault}: {string.Concat(await said)}");
        return link.ExitCode;
    }
}
