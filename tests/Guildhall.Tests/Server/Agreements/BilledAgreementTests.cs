using System.Net;
using System.Text.Json.Nodes;
using Guildhall.Domain.Billing;
using Guildhall.Tests.Postgres;
using Guildhall.Tests.Server.Billing;

namespace Guildhall.Tests.Server.Agreements;

/// <summary>Charges of AWS Marketplace matched to agreements, beside what governs the accounts that pay. mission.md M-39.</summary>
public abstract class BilledAgreementTests(PostgresDatabase? postgres) : AgreementHall(postgres)
{
    private const string Page = "/spend/products";
    private const string Api = "/api/v1" + Page;

    [Fact]
    public async Task M39_Charges_are_matched_by_the_agreement_they_name_else_by_what_their_account_has()
    {
        var (named, held, unused) = (await BuyAsync(Buyer, await ContractAsync(1)), await BuyAsync(Other, await ContractAsync(1, buyer: Other)), await BuyAsync(Buyer, await PlainAsync("offer-b", "usage", "legal")));
        await Administrator.ExperienceAsync("Engineers", [World.Engineering], [HallWorld.B]);
        var administrator = await Hall.AdministratorAsync();
        foreach (var account in new[] { World.Developer, World.Ledger })
            Assert.Equal(HttpStatusCode.OK, (await administrator.SendAsync(HttpMethod.Patch, $"/api/v1/accounts/{account}", """{"company":"Birch"}""")).Status);
        await ReportFiles.IngestAsync(
            Hall, World, BillingMonth.Of(TimeProvider.System.GetUtcNow()), Line(World.Developer, 100, "opaque", $"Contract | {named}"), Line(World.Ledger, 40, HallWorld.A["prod-".Length..]), Line(World.AtRoot, 7, "ppppppppppppp"),
            new ReportedLine(World.Developer, 500, Day: 1, Currency: "INR"), new ReportedLine(World.Developer, 500, Product: "AmazonS3", Day: 1, Currency: "INR"), new ReportedLine(World.Developer, 5, Product: "AmazonSQS", Day: 1, Currency: "INR"),
            new ReportedLine(World.Developer, 5, Product: "AmazonSNS", Day: 1, Currency: "INR"));

        using var ines = await Hall.SignedInAsync("ines@example.com", "BillingManager", World.Management);
        var all = await RowsAsync(ines, "");
        Assert.Equal($"{HallWorld.A},opaque,Alpha Monitor,,{World.Developer},Developer,100,USD,NotApproved,{named},,", all[0]);
        Assert.Equal($"{HallWorld.A},{HallWorld.A["prod-".Length..]},Alpha Monitor,,{World.Ledger},Ledger,40,USD,NotGoverned,{held},,", all[1]);
        // A private product that the reader may not see: by the report's name, without its id.
        Assert.StartsWith($",ppppppppppppp,ppppppppppppp by name,,{World.AtRoot},", all[2], StringComparison.Ordinal);
        Assert.EndsWith(",7,USD,NotInCatalogue,,,", all[2], StringComparison.Ordinal);
        Assert.Equal(all[..1], await RowsAsync(ines, "?tab=not-approved"));
        Assert.Equal(all[2..], await RowsAsync(ines, "?tab=without-agreement"));
        Assert.Equal([unused], (await RowsAsync(ines, "?tab=unused")).Select(r => r.Split(',')[^1]));
        Assert.Equal(new[] { named, held }.Order(), (await RowsAsync(ines, "?tab=repeated")).Select(r => r.Split(',')[^1]).Order());
        var exit = await (await Hall.CallerAsync(World.Management, "two-codes", "GuildhallBilling")).PostAsync("/api/v1/spend/exits", new { product = HallWorld.A, goneBy = $"{DateTime.UtcNow.AddDays(40):yyyy-MM-dd}" });
        Assert.Equal((HttpStatusCode.BadRequest, $"It is in the bills under several codes: opaque, {HallWorld.A["prod-".Length..]}. Name one of them."), (exit.Status, (string?)exit.Json["message"]));
        await TheApiTellsTheSameAsync(all, unused, [named, held]);
        Assert.Contains("Birch", (await ines.GetAsync(Page + "?tab=repeated")).Html, StringComparison.Ordinal);
        Assert.Contains(unused, (await ines.GetAsync(Page + "?tab=unused")).Html, StringComparison.Ordinal);
        Assert.DoesNotContain("prod-ppppppppppppp", (await ines.GetAsync(Page)).Html, StringComparison.Ordinal);
    }

    /// <param name="all">Rows of the file.</param>
    private async Task TheApiTellsTheSameAsync(string[] all, string unused, string[] twice)
    {
        var caller = await Hall.CallerAsync(World.Management, "billed-reader", "GuildhallAuditor");
        var whole = (await caller.GetAsync(Api)).Json;
        Assert.Equal(("USD", "147", "7", "100", "40", "7"), ((string?)whole["currency"], (string?)whole["cost"], (string?)whole["withoutAgreement"], Standing("notApproved"), Standing("notGoverned"), Standing("notInCatalogue")));
        Assert.Empty(whole["otherCurrencies"]!.AsArray());
        Assert.Equal(all.Select(row => row.Split(',')).Select(r => (r[0], r[1], r[4], r[5], r[6], r[9])), Rows(whole));
        var (pages, after) = (new List<(string, string, string, string, string, string)>(), "");
        do
        {
            var page = (await caller.GetAsync($"{Api}?limit=1{after}")).Json;
            pages.AddRange(Rows(page));
            after = (string?)page["next"] is { } next ? "&after=" + Uri.EscapeDataString(next) : "";
        }
        while (after.Length > 0);
        Assert.Equal(Rows(whole), pages);
        Assert.Equal(Rows(whole)[..1], Rows((await caller.GetAsync($"{Api}?part=notApproved")).Json));
        Assert.Equal(Rows(whole)[2..], Rows((await caller.GetAsync($"{Api}?part=withoutAgreement")).Json));
        Assert.Equal(Rows(whole)[1..], Rows((await caller.GetAsync($"{Api}?experience=(none)")).Json));
        Assert.Equal([unused], (await caller.GetAsync(Api + "/unused")).Json["agreements"]!.AsArray().Select(a => (string?)a!["agreementId"]));
        var repeated = Assert.Single((await caller.GetAsync(Api + "/repeated")).Json["products"]!.AsArray())!;
        Assert.Equal(("Birch", HallWorld.A), ((string?)repeated["company"], (string?)repeated["productId"]));
        Assert.Equal(twice.Order(), repeated["agreements"]!.AsArray().Select(a => (string?)a!["agreementId"]).Order());
        foreach (var wrong in new[] { "?part=some", "?limit=0", "?after=nothing", "/unused?after=nothing" }) Assert.Equal(HttpStatusCode.BadRequest, (await caller.GetAsync(Api + wrong)).Status);
        var stranger = await Hall.CallerAsync(World.Standalone, "auditor", "GuildhallAuditor");
        foreach (var path in new[] { "", "/unused", "/repeated" }) Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync($"{Api}{path}?organizationId={whole["organizationId"]}")).Status);

        string? Standing(string name) => (string?)whole["standings"]![name];
    }

    private static (string Product, string Code, string Account, string Name, string Cost, string Agreements)[] Rows(JsonNode page) =>
    [
        .. page["products"]!.AsArray().SelectMany(p => p!["accounts"]!.AsArray(), (p, a) =>
            ((string?)p!["productId"] ?? "", (string)p["productCode"]!, (string)a!["accountId"]!, (string)a["name"]!, (string)a["cost"]!, string.Join(' ', a["agreements"]!.AsArray().Select(x => (string?)x)))),
    ];

    private static ReportedLine Line(string account, decimal cost, string product, string description = "") => new(account, cost, Product: product, Entity: BillingEntity.Marketplace, Day: 1, Description: description);

    private static async Task<string[]> RowsAsync(Browsing visitor, string query) => (await visitor.GetAsync($"{Page}.csv{query}")).Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
}

public sealed class BilledAgreementOnSqliteTests() : BilledAgreementTests(null);

[Trait("Ring", "Postgres")]
public sealed class BilledAgreementOnPostgresTests(PostgresServer server) : BilledAgreementTests(new PostgresDatabase(server));
