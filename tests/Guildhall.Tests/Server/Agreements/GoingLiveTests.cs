using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Agreements;

/// <summary>What is in use, before a change is made: in every what-if, and before an experience goes live. M-13, M-16, M-17.</summary>
public abstract class GoingLiveTests(PostgresDatabase? postgres) : AgreementHall(postgres)
{
    private Browsing _amara = null!;

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        _amara = await Hall.SignedInAsync("amara@example.com", "Administrator", World.Management);
    }

    [Fact]
    public async Task M17_Going_live_lists_what_is_in_use_and_not_approved_adds_it_by_one_click_and_ends_nothing()
    {
        var kept = await BuyAsync(Buyer, await ContractAsync(10, "on"));
        var other = await BuyAsync(Buyer, await PlainAsync("offer-b", "usage", "legal"));
        var made = await Administrator.ExperienceAsync("Engineers", [World.Engineering], [HallWorld.C], live: false);
        var settings = $"/console/experiences/{made}/settings";

        var (_, asked) = await _amara.PostAsync(settings, settings, ("Name", "Engineers"), ("Description", "Who build"), ("status", "live"), ("requests", "on"), ("mode", "active"));
        var back = Back(asked);
        var (_, added) = await _amara.PostAsync(settings, $"/console/experiences/{made}/products", ("act", "add"), ("product", HallWorld.A), ("back", back));
        var (_, all) = await _amara.PostAsync(settings, $"/console/experiences/{made}/products", ("act", "add"), ("product", HallWorld.B), ("back", back));
        var before = Find(made);
        await _amara.PostAsync(settings, settings + "/confirmed", ("Name", "Engineers"), ("Description", "Who build"), ("status", "live"), ("requests", "on"), ("mode", "active"));

        Assert.Contains("In use and not approved", asked, StringComparison.Ordinal);
        Assert.Contains("use 2 products that it does not approve", asked, StringComparison.Ordinal);
        Assert.Contains(">Add all</button>", asked, StringComparison.Ordinal);
        Assert.Contains("Approved: 1 product.", added, StringComparison.Ordinal);
        Assert.Contains("use a product that it does not approve", added, StringComparison.Ordinal);
        Assert.Contains("Ledger Sync", added, StringComparison.Ordinal);
        Assert.DoesNotContain("Alpha Monitor", added, StringComparison.Ordinal);
        Assert.DoesNotContain("In use and not approved", all, StringComparison.Ordinal);
        Assert.Contains("It goes live", all, StringComparison.Ordinal);
        Assert.Contains("name=\"Description\" value=\"Who build\"", all, StringComparison.Ordinal);
        Assert.False(before.Live);
        Assert.True(Find(made).Live);
        foreach (var id in new[] { kept, other }) Assert.Equal("ACTIVE", Text(await OkAsync(Buyer, "DescribeAgreement", new { agreementId = id }), "status"));
    }

    [Fact]
    public async Task M17_While_live_renewals_are_governed_and_when_it_is_offline_again_nothing_is_restricted()
    {
        var id = await BuyAsync(Buyer, await ContractAsync(10, "on"));
        var made = await Administrator.ExperienceAsync("Engineers", [World.Engineering], [HallWorld.C]);
        Refused(await CallAsync(Buyer, "CreateAgreementRequest", await PlainAsync("offer-b", "usage", "legal")), "AccessDeniedException", "DENIED_BY_PRIVATE_MARKETPLACE_POLICY");
        Assert.Equal("ACTIVE", Text(await OkAsync(Buyer, "DescribeAgreement", new { agreementId = id }), "status"));

        await AheadAsync(TimeSpan.FromDays(366));
        var ended = Text(await OkAsync(Buyer, "DescribeAgreement", new { agreementId = id }), "status");
        var amara = await Hall.SignedInAsync("amara@example.com");
        await amara.PostAsync("/console", "/console/experiences/act/confirmed", ("act", "offline"), ("experience", made));

        Assert.Equal("EXPIRED", ended);
        Assert.False(Find(made).Live);
        Assert.Equal([HallWorld.C], Find(made).Policy!.Allowed.Select(p => p.Product.Value));
        await BuyAsync(Buyer, await PlainAsync("offer-b", "usage", "legal"));
    }

    [Fact]
    public async Task M17_Associating_that_takes_an_experience_live_lists_the_same()
    {
        await BuyAsync(Buyer, await ContractAsync(10, "on"));
        var made = await Administrator.ExperienceAsync("Engineers", [], [HallWorld.C], live: false);
        var address = $"/console/audiences/associate?principal={World.Engineering}&experience={made}";

        var (_, notLive) = await _amara.GetAsync(address);
        var (_, live) = await _amara.GetAsync(address + "&live=on");
        var (_, added) = await _amara.PostAsync("/console", $"/console/experiences/{made}/products", ("act", "add"), ("product", HallWorld.A), ("back", Back(live)));

        Assert.DoesNotContain("In use and not approved", notLive, StringComparison.Ordinal);
        Assert.Contains("In use and not approved", live, StringComparison.Ordinal);
        Assert.Contains("<h1>Create association</h1>", added, StringComparison.Ordinal);
        Assert.DoesNotContain("In use and not approved", added, StringComparison.Ordinal);
    }

    [Fact]
    public async Task M13_Pages_API_command_and_file_count_and_list_the_agreements_and_renewals_concerned()
    {
        var contract = await BuyAsync(Buyer, await ContractAsync(10, "on"));
        await BuyAsync(Buyer, await PlainAsync("offer-b", "usage", "legal"));
        var made = await Administrator.ExperienceAsync("Engineers", [World.Engineering], [HallWorld.C], live: false);
        object[] changes = [HallCaller.Change("UpdateExperience", made, new { Status = "Enabled" })];
        var ends = (await OkAsync(Buyer, "DescribeAgreement", new { agreementId = contract }))["endTime"]!.GetValue<double>();
        var file = Path.Combine(Hall.Folder, "changes.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { ChangeSet = changes }), TestContext.Current.CancellationToken);

        var agreements = (await Administrator.PostAsync("/api/v1/preview", new { ChangeSet = changes })).Json["agreements"]!;
        var terminal = Hall.Terminal();
        var told = await terminal.AnswerAsync("preview", file, "--account", World.Management, "--json");
        await terminal.RunAsync("preview", file, "--account", World.Management);
        var (_, page) = await _amara.PostAsync($"/console/experiences/{made}/settings", $"/console/experiences/{made}/settings", ("Name", "Engineers"), ("status", "live"), ("requests", "on"), ("mode", "active"));
        var (_, csv) = await _amara.PostAsync("/console", "/console/effects.csv", ("sets", Sets(page)));
        await Administrator.RunAsync(changes);
        var again = (await Administrator.PostAsync("/api/v1/preview", new { ChangeSet = new[] { HallCaller.Change("UpdateExperience", made, new { Status = "Disabled" }) } })).Json["agreements"]!;

        Assert.Equal((2, 1, 0), Counts(agreements));
        Assert.Equal(ends, agreements["nextRenewal"]!.GetValue<DateTimeOffset>().ToUnixTimeMilliseconds() / 1_000.0, tolerance: 1);
        Assert.Equal([false, false], agreements["items"]!.AsArray().Select(i => i!["approved"]!.GetValue<bool>()));
        Assert.Equal([contract], agreements["items"]!.AsArray().Where(i => i!["renewsAt"] is not null).Select(i => Text(i!, "agreementId")));
        Assert.Equal(2, told.GetProperty("agreements").GetProperty("noLongerApproved").GetInt32());
        Assert.Contains("2 are no longer approved, 1 of which would renew by themselves", terminal.Line, StringComparison.Ordinal);
        Assert.Contains("2 active agreements are on products that would no longer be approved. 1 of them would renew by itself on", page, StringComparison.Ordinal);
        Assert.Contains("Nothing in use is cut off", page, StringComparison.Ordinal);
        Assert.Contains($"/console/agreements/{contract}", page, StringComparison.Ordinal);
        Assert.Contains(",2,0,20", csv.Split("\r\n").Single(l => l.StartsWith(World.Developer, StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal((0, 0, 2), Counts(again));
    }

    [Fact]
    public async Task StorefrontB6_A_what_if_names_no_agreement_to_whom_no_policy_shows_any()
    {
        await BuyAsync(Buyer, await ContractAsync(10, "on"));
        var made = await Administrator.ExperienceAsync("Engineers", [World.Engineering], [HallWorld.C], live: false);
        var curator = await Hall.CallerWithPolicyAsync(World.Management, "curator", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["aws-marketplace:StartChangeSet","guildhall:Decide"],"Resource":"*"}]}""");

        var answer = await curator.PostAsync("/api/v1/preview", new { ChangeSet = new[] { HallCaller.Change("UpdateExperience", made, new { Status = "Enabled" }) } });

        Assert.Equal(1, answer.Json["governors"]!.GetValue<int>());
        Assert.Null(answer.Json["agreements"]);
        Assert.Contains("\"agreements\":null", answer.Body, StringComparison.Ordinal);
    }

    private Experience Find(string id) => Hall.Guildhall.Marketplaces.Find(new TenantId(World.OrganizationId))!.Marketplace.GetExperience(new EntityId(id));

    private static (int NoLonger, int Renewals, int Again) Counts(JsonNode agreements) =>
        (agreements["noLongerApproved"]!.GetValue<int>(), agreements["renewals"]!.GetValue<int>(), agreements["approvedAgain"]!.GetValue<int>());

    /// <summary>Where one comes back to after adding what is in use.</summary>
    private static string Back(string html) => Value(html[html.IndexOf("id=\"in-use\"", StringComparison.Ordinal)..], "back");

    private static string Sets(string html) => Value(html, "sets");

    /// <summary>The value of the first field of that name.</summary>
    private static string Value(string html, string field)
    {
        var from = html.IndexOf($"name=\"{field}\" value=\"", StringComparison.Ordinal);
        Assert.True(from > 0, html);
        from += $"name=\"{field}\" value=\"".Length;
        return System.Net.WebUtility.HtmlDecode(html[from..html.IndexOf('"', from)]);
    }
}

public sealed class GoingLiveOnSqliteTests() : GoingLiveTests(null);

[Trait("Ring", "Postgres")]
public sealed class GoingLiveOnPostgresTests(PostgresServer server) : GoingLiveTests(new PostgresDatabase(server));
