using System.Net;
using System.Text.Json.Nodes;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Tests.Postgres;
using static Guildhall.Tests.Server.HallCaller;

namespace Guildhall.Tests.Server.Concurrency;

/// <summary>Many at once on one thing (security.md F-42 to F-44): one order explains all answers.</summary>
public abstract class ConcurrencyTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    protected override Task<RunningHall> StartAsync(PostgresDatabase? database) =>
        RunningHall.StartAsync(database, options => options with { ChangeSetDelay = TimeSpan.FromMilliseconds(20) });

    [Fact]
    public async Task F42_Of_a_thousand_sets_on_one_experience_each_is_accepted_or_finds_it_in_use_and_none_is_lost()
    {
        var administrator = await Hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Wanted", [], []);

        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(n => administrator.TryStartAsync(Change("UpdateExperience", experience, new { Name = $"Name {n}" }))));

        Assert.All(answers, a => Assert.True(a.Status is HttpStatusCode.OK or HttpStatusCode.Locked, a.Body));
        var accepted = answers.Where(a => a.Status == HttpStatusCode.OK).Select(a => a.Text("ChangeSetId")).ToList();
        Assert.NotEmpty(accepted);
        Assert.Equal(accepted.Count, accepted.Distinct().Count());
        foreach (var set in accepted) Assert.Equal("SUCCEEDED", StatusOf(await administrator.EndAsync(set)));
        Assert.Equal(1 + accepted.Count, Revision(experience));
        Assert.Empty(State.Locks);
        Assert.Empty(State.Open);
    }

    [Fact]
    public async Task F43_A_thousand_equal_requests_with_one_token_make_one_set_and_get_one_answer()
    {
        var administrator = await Hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Once", [], []);
        var body = new { Catalog = "AWSMarketplace", ClientRequestToken = "once", ChangeSet = new[] { Change("UpdateExperience", experience, new { Name = "Just once" }) } };

        var answers = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => administrator.PostAsync("/StartChangeSet", body)));

        Assert.All(answers, a => Assert.True(a.Status == HttpStatusCode.OK, a.Body));
        var answer = Assert.Single(answers.Select(a => a.Body).Distinct());
        Assert.Equal("SUCCEEDED", StatusOf(await administrator.EndAsync(JsonNode.Parse(answer)!["ChangeSetId"]!.GetValue<string>())));
        Assert.Equal(2, Revision(experience));
    }

    [Fact]
    public async Task F44_A_request_that_is_approved_and_declined_at_once_is_one_of_both()
    {
        var administrator = await Hall.AdministratorAsync();
        var buyer = await Hall.BuyerAsync();
        await administrator.ExperienceAsync("Asked", [World.Engineering], []);
        foreach (var product in new[] { HallWorld.A, HallWorld.B, HallWorld.C, HallWorld.D })
        {
            var request = await RequestAsync(buyer, product);

            var answers = await Task.WhenAll(administrator.TryStartAsync(OnRequest("Approve", request)), administrator.TryStartAsync(OnRequest("Decline", request)));

            var ends = await Task.WhenAll(answers.Select(a => EndOfAsync(administrator, a)));
            Assert.Single(ends, "SUCCEEDED");
            var status = State.Marketplace.Requests[new EntityId(request)].Status.ToString();
            Assert.Equal(ends[0] == "SUCCEEDED" ? "Approved" : "Declined", status);
        }
    }

    [Fact]
    public async Task F44_A_set_that_is_cancelled_while_it_is_applied_is_cancelled_or_applied()
    {
        var administrator = await Hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Hesitant", [], []);
        var applied = 0;
        for (var n = 0; n < 20; n++)
        {
            var set = await administrator.StartAsync(Change("UpdateExperience", experience, new { Name = $"Name {n}" }));
            await Task.Delay(2 * n, TestContext.Current.CancellationToken);

            var answer = await administrator.SendAsync(HttpMethod.Patch, $"/CancelChangeSet?catalog=AWSMarketplace&changeSetId={set}", "");

            var end = StatusOf(await administrator.EndAsync(set));
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Locked, answer.Body);
            Assert.Equal(answer.Status == HttpStatusCode.OK ? "CANCELLED" : "SUCCEEDED", end);
            if (end == "SUCCEEDED") applied++;
        }

        Assert.Equal(1 + applied, Revision(experience));
        Assert.Empty(State.Locks);
    }

    [Fact]
    public async Task F44_Archiving_and_renaming_an_experience_at_once_happen_one_after_the_other()
    {
        var administrator = await Hall.AdministratorAsync();
        for (var n = 0; n < 5; n++)
        {
            var experience = await administrator.ExperienceAsync($"Old {n}", [], [], live: false);

            var answers = await Task.WhenAll(
                administrator.TryStartAsync(Change("RestrictExperience", experience, new { })),
                administrator.TryStartAsync(Change("UpdateExperience", experience, new { Name = $"New {n}" })));

            var ends = await Task.WhenAll(answers.Select(a => EndOfAsync(administrator, a)));
            var stored = State.Marketplace.GetExperience(new EntityId(experience));
            Assert.Contains("SUCCEEDED", ends);
            Assert.Equal(ends[0] == "SUCCEEDED", stored.Archived);
            Assert.Equal(ends[1] == "SUCCEEDED" ? $"New {n}" : $"Old {n}", stored.Name);
            Assert.Equal(1 + ends.Count(e => e == "SUCCEEDED"), stored.Revision);
        }
    }

    private TenantState State => Hall.Guildhall.Marketplaces.FindTenantOf(new AccountId(World.Management))!.State;

    private int Revision(string experience) => State.Marketplace.GetExperience(new EntityId(experience)).Revision;

    private static string StatusOf(JsonNode set) => set["Status"]!.GetValue<string>();

    /// <summary>How the set ended that an answer started; <c>IN_USE</c> when it started none.</summary>
    private static async Task<string> EndOfAsync(HallCaller caller, HallAnswer answer)
    {
        if (answer.Status == HttpStatusCode.OK) return StatusOf(await caller.EndAsync(answer.Text("ChangeSetId")));
        Assert.True(answer.Status == HttpStatusCode.Locked, answer.Body);
        return "IN_USE";
    }

    private static async Task<string> RequestAsync(HallCaller buyer, string product)
    {
        var set = await buyer.RunAsync(new
        {
            ChangeType = "CreateProductProcurementRequest",
            Entity = new { Type = "ProductProcurementRequest@1.0" },
            DetailsDocument = new { Products = new[] { new { Id = product } }, Reason = "Needed" },
        });
        Assert.True(StatusOf(set) == "SUCCEEDED", set.ToJsonString());
        return set["ChangeSet"]![0]!["Entity"]!["Identifier"]!.GetValue<string>().Split('@')[0];
    }

    private static object OnRequest(string answer, string request) => new
    {
        ChangeType = $"{answer}ProductProcurementRequest",
        Entity = new { Type = "ProductProcurementRequest@1.0", Identifier = request },
        DetailsDocument = new { },
    };
}

public sealed class ConcurrencyOnSqliteTests() : ConcurrencyTests(null);

[Trait("Ring", "Postgres")]
public sealed class ConcurrencyOnPostgresTests(PostgresServer server) : ConcurrencyTests(new PostgresDatabase(server));
