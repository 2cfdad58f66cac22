using System.Net;
using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Governance;
using Guildhall.Tests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Guildhall.Tests.Server.Concurrency;

/// <summary>Two processes' worth of Guildhall on one PostgreSQL database.</summary>
[Trait("Ring", "Postgres")]
public sealed class TwoInstallationsTests(PostgresServer server) : HallTests(new PostgresDatabase(server))
{
    private HallCaller _administrator = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected override async Task PrepareAsync() => _administrator = await Hall.AdministratorAsync();

    [Fact]
    public async Task Sets_from_both_sides_are_all_applied_and_both_end_with_the_same_state()
    {
        var experiences = new List<string>();
        for (var n = 0; n < 8; n++) experiences.Add(await _administrator.ExperienceAsync($"Shared {n}", [], []));
        await using var other = await OpenAsync(TimeSpan.Zero);
        var before = StateOf(other).Version;
        var made = other.Writer.Versions + Hall.Guildhall.Writer.Versions;

        var started = await Task.WhenAll(
            Enumerable.Range(0, 80).Select(n => RenameAsync(n % 2 == 0 ? other : Hall.Guildhall, experiences[n % 8], $"Name {n}")));
        await other.Worker.DrainAsync();
        await Hall.Guildhall.Worker.DrainAsync();
        await other.CatchUpAsync(Cancellation);
        await Hall.Guildhall.CatchUpAsync(Cancellation);

        Assert.All(started.Where(s => s.Refused), s => Assert.Equal(ProblemKind.InUse, s.Problems[0].Kind));
        var accepted = started.Where(s => !s.Refused).Select(s => s.Value.Id.Value).ToHashSet();
        await using var db = Hall.Guildhall.Database.Open();
        Assert.Equal(accepted.Count, await db.ChangeSets.CountAsync(s => accepted.Contains(s.Id) && s.Status == ChangeSetStatus.Succeeded, Cancellation));
        foreach (var installation in new[] { other, Hall.Guildhall })
        {
            Assert.Equal(8 + accepted.Count, experiences.Sum(e => StateOf(installation).Marketplace.GetExperience(new EntityId(e)).Revision));
            Assert.Empty(StateOf(installation).Locks);
            Assert.Equal(before + other.Writer.Versions + Hall.Guildhall.Writer.Versions - made, StateOf(installation).Version);
        }
    }

    [Fact]
    public async Task A_write_that_is_overtaken_while_it_is_decided_is_decided_again_on_the_newer_state()
    {
        var experience = await _administrator.ExperienceAsync("Raced", [], []);
        await using var other = await OpenAsync(TimeSpan.Zero);
        var tenant = StateOf(other).Tenant;
        var tries = 0;

        await other.Writer.WriteAsync(
            scope =>
            {
                var state = scope.State(tenant)!;
                if (tries++ == 0) Overtake(experience, other);
                scope.Put(state);
                return 0;
            },
            Cancellation);

        Assert.Equal(2, tries);
        Assert.Equal("Overtaken", StateOf(other).Marketplace.GetExperience(new EntityId(experience)).Name);
    }

    [Fact]
    public async Task A_change_on_one_side_is_followed_by_the_other()
    {
        await using var other = await OpenAsync(TimeSpan.Zero);
        other.Start();
        await _administrator.ExperienceAsync("Followed", [World.Engineering], [HallWorld.A]);
        var expected = (await _administrator.DecideAsync(World.Developer, HallWorld.A))["reason"]!.GetValue<string>();
        Assert.Equal("PRODUCT_ALLOWED", expected);

        await UntilAsync(() => Task.FromResult(Decide(other) == Decide(Hall.Guildhall)));
    }

    [Fact]
    public async Task F05_A_set_whose_process_died_is_finished_by_the_other_after_its_lease()
    {
        var experience = await _administrator.ExperienceAsync("Orphaned", [], []);
        // Never disposed: it holds the set and does nothing more, as a dead process.
        var dying = await OpenAsync(TimeSpan.FromHours(1));
        var set = (await RenameAsync(dying, experience, "Finished")).Value.Id.Value;
        await using var db = dying.Database.Open();
        await db.ChangeSets.Where(s => s.Id == set).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.NotBefore, x => x.StartTime).SetProperty(x => x.LeaseUntil, x => x.StartTime), Cancellation);

        await UntilAsync(() => Task.FromResult(StateOf(Hall.Guildhall).Marketplace.GetExperience(new EntityId(experience)).Name == "Finished"));

        Assert.Equal("SUCCEEDED", (await _administrator.EndAsync(set))["Status"]!.GetValue<string>());
        Assert.Empty(StateOf(Hall.Guildhall).Locks);
    }

    [Fact]
    public async Task S03_A_key_that_is_disabled_on_one_side_fails_on_the_other()
    {
        var experience = await _administrator.ExperienceAsync("Kept", [], []);
        Assert.Equal(HttpStatusCode.OK, (await _administrator.DescribeEntityAsync(experience)).Status);
        await using var other = await OpenAsync(TimeSpan.Zero);

        Assert.False((await other.KeyIssuing.DisableAsync(_administrator.Credentials.AccessKeyId, Cancellation)).Refused);

        await UntilAsync(async () => (await _administrator.DescribeEntityAsync(experience)).Status == HttpStatusCode.Forbidden);
    }

    private Task<Installation> OpenAsync(TimeSpan delay) =>
        OpenAndCatchUpAsync(Hall.Guildhall.Options with { ChangeSetDelay = delay });

    private static async Task<Installation> OpenAndCatchUpAsync(InstallationOptions options)
    {
        var installation = await Installation.OpenAsync(options, NullLoggerFactory.Instance, Cancellation);
        installation.Marketplaces.Publish(HallWorld.Catalogue);
        return installation;
    }

    private TenantState StateOf(Installation installation) => installation.Marketplaces.FindTenantOf(new AccountId(World.Management))!.State;

    private DecisionReason Decide(Installation installation) =>
        installation.Decisions.Decide(installation.Marketplaces.FindTenantOf(new AccountId(World.Management))!, World.Developer, HallWorld.A).Reason;

    private Task<Result<StartedChangeSet>> RenameAsync(Installation installation, string experience, string name)
    {
        var draft = new ChangeDraft("UpdateExperience", "Experience@1.0") { Identifier = experience, DetailsDocument = JsonSerializer.SerializeToElement(new { Name = name }) };
        Caller caller = installation.Keys.FindCaller(_administrator.Credentials.AccessKeyId)!;
        return installation.ChangeSets.StartAsync(caller, new ChangeSetDraft([draft]), name, Cancellation);
    }

    private void Overtake(string experience, Installation other)
    {
        RenameAsync(Hall.Guildhall, experience, "Overtaken").GetAwaiter().GetResult();
        Hall.Guildhall.Worker.DrainAsync().GetAwaiter().GetResult();
        other.CatchUpAsync(Cancellation).GetAwaiter().GetResult();
    }

    /// <summary>Waits for what must come within seconds; a test that waits longer than a minute has failed.</summary>
    private static async Task UntilAsync(Func<Task<bool>> done)
    {
        for (var tries = 0; !await done(); tries++)
        {
            Assert.True(tries < 600, "It did not come.");
            await Task.Delay(100, Cancellation);
        }
    }
}
