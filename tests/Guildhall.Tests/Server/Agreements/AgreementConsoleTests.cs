using System.Net;
using System.Text.RegularExpressions;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Agreements;

/// <summary>What administrators see of agreements: the list, one of them, the experience's and the dashboard's part. storefront-and-procurement.md B.6, B.8.</summary>
public abstract partial class AgreementConsoleTests(PostgresDatabase? postgres) : AgreementHall(postgres)
{
    private const string List = "/console/agreements";
    private const string Private = "prod-ppppppppppppp";

    private Browsing _amara = null!;

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        _amara = await Hall.SignedInAsync("amara@example.com", "Administrator", World.Management);
    }

    [Fact]
    public async Task StorefrontB6_All_agreements_of_the_organization_are_listed_searched_filtered_sorted_and_exported()
    {
        var contract = await BuyAsync(Buyer, await ContractAsync(10, "on"));
        var usage = await BuyAsync(Other, await UsageAsync());
        await Administrator.ExperienceAsync("Engineers", [World.Engineering], [HallWorld.B]);
        await OkAsync(Other, "CancelAgreement", new { agreementId = usage });

        Assert.Equal([usage, contract], await ListedAsync(""));
        Assert.Equal([contract, usage], await ListedAsync("?sort=accepted"));
        Assert.Equal([contract], await ListedAsync("?q=alpha"));
        Assert.Equal([usage], await ListedAsync("?q=Ledger+Sync"));
        Assert.Equal([usage], await ListedAsync($"?q={World.Ledger}"));
        Assert.Equal([contract], await ListedAsync("?status=active"));
        Assert.Equal([usage], await ListedAsync("?status=cancelled"));
        Assert.Equal([contract], await ListedAsync("?approval=no"));
        Assert.Equal([usage], await ListedAsync("?approval=yes"));
        Assert.Equal([contract], await ListedAsync("?renews=yes"));
        Assert.Empty(await ListedAsync("?renews=yes&approval=yes"));
        var (_, html) = await _amara.GetAsync(List);
        Assert.Contains("<div class=\"small\">will not renew</div>", html, StringComparison.Ordinal);
        var csv = (await _amara.GetAsync(List + ".csv?sort=accepted")).Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("Id,Account id,Account,Product id,Product,Seller,", csv[0], StringComparison.Ordinal);
        Assert.StartsWith($"{contract},{World.Developer},Developer,{HallWorld.A},Alpha Monitor,Example Software,offer-a,ACTIVE,no,PRODUCT_NOT_APPROVED,Engineers,", csv[1], StringComparison.Ordinal);
        Assert.EndsWith(",yes,1200.00,USD", csv[1], StringComparison.Ordinal);
        Assert.StartsWith(usage, csv[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_list_is_walked_on_and_back_by_cursors_whatever_is_filtered_and_sorted()
    {
        await using (var db = Hall.Guildhall.Database.Open())
        {
            db.AddRange(Enumerable.Range(0, 240).Select(i => PlantedAgreement.Row(World, $"agmt-{i:D5}", i % 2 == 0 ? World.Ledger : World.Developer, i % 3 == 0 ? HallWorld.A : HallWorld.B, Clock.GetUtcNow().AddMinutes(i / 2), renews: false)));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await Administrator.ExperienceAsync("All", [World.OrganizationId], [HallWorld.B]);

        foreach (var (query, count) in new[] { ("", 240), ("?approval=no", 80), ("?sort=end", 240), ("?sort=account&order=down&approval=yes", 160), ("?q=alpha&sort=end", 80) })
        {
            var (there, back) = await WalkAsync(List + query);
            Assert.Equal(count, there.SelectMany(p => p).Distinct().Count());
            Assert.Equal(count, there.Sum(p => p.Count));
            Assert.Equal(there.SkipLast(1).Reverse(), back);
        }
    }

    [Fact]
    public async Task One_agreement_says_its_terms_charges_entitlement_and_what_decided_then_and_now()
    {
        var experience = await Administrator.ExperienceAsync("Engineers", [World.Engineering], [HallWorld.A]);
        var id = await BuyAsync(Buyer, await ContractAsync(10, "on"));
        await TurnAsync();
        await Administrator.RunAsync(HallCaller.Change("RemoveProductProcurement", experience, new { Products = new[] { new { Ids = new[] { HallWorld.A } } } }));

        var (_, html) = await _amara.GetAsync($"{List}/{id}");

        foreach (var part in new[] { "<h1>Alpha Monitor</h1>", "class=\"number\">10</td>", "120.00 USD", "<dt>Renews automatically</dt><dd>On", "1,200.00 USD", "Entitled", "Not approved in Engineers", "and it will not renew", $"href=\"/console/experiences/{experience}\"", "Nothing is bought at AWS by it" })
            Assert.Contains(part, WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(html, "<td data-label=\"Reason\">Approved</td>"));
        Assert.Equal(1, Regex.Count(html, "<td data-label=\"Reason\">Not approved</td>"));
    }

    [Fact]
    public async Task M19_A_private_product_that_the_administrator_may_not_see_is_known_by_its_id()
    {
        var id = await BuyAsync(Buyer, await PlainAsync("offer-p", "usage", "legal"));

        var (_, list) = await _amara.GetAsync(List);
        var (_, html) = await _amara.GetAsync($"{List}/{id}");

        Assert.Contains($"<h1>{Private}</h1>", html, StringComparison.Ordinal);
        Assert.DoesNotContain($"href=\"/products/{Private}\"", html, StringComparison.Ordinal);
        foreach (var page in new[] { list, html }) Assert.DoesNotContain("Private Vault", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S24_An_agreement_of_another_organization_is_as_one_that_is_not_there_and_members_see_none_here()
    {
        var id = await BuyAsync(Buyer, await ContractAsync(10));
        var birk = await Hall.SignedInAsync("birk@example.com", "Administrator", World.Standalone);
        var dana = await Hall.SignedInAsync("dana@example.com", "Buyer", World.Developer);
        var diego = await Hall.SignedInAsync("diego@example.com", "DelegatedAdministrator", World.Delegated);
        var vera = await Hall.SignedInAsync("vera@example.com", "Approver", World.Management);

        var (others, one) = await birk.GetAsync($"{List}/{id}");
        var (nobodys, other) = await birk.GetAsync($"{List}/agmt-aaaaaaaaaaaaa");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (others.StatusCode, nobodys.StatusCode));
        Assert.Equal(Alike(one), Alike(other));
        Assert.DoesNotContain(id, (await birk.GetAsync(List)).Html, StringComparison.Ordinal);
        Assert.Single((await birk.GetAsync(List + ".csv")).Html.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        foreach (var path in new[] { List, List + ".csv", $"{List}/{id}" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await dana.GetAsync(path)).Response.StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await vera.GetAsync(path)).Response.StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await diego.GetAsync(path)).Response.StatusCode);
        }
    }

    [Fact]
    public async Task The_dashboard_names_renewals_of_unapproved_products_within_30_days_and_the_experience_its_agreements_outside_the_list()
    {
        var id = await BuyAsync(Buyer, await ContractAsync(10, "on"));
        await BuyAsync(Other, await UsageAsync());
        var experience = await Administrator.ExperienceAsync("Everyone", [World.OrganizationId], [HallWorld.C]);
        var (_, early) = await _amara.GetAsync("/console");
        var (_, outside) = await _amara.GetAsync($"/console/experiences/{experience}");
        var link = $"{List}?status=active&approval=no&experience={experience}";
        var filtered = await ListedAsync(link[List.Length..]);
        await AheadAsync(TimeSpan.FromDays(340));
        var amara = await Hall.SignedInAsync("amara@example.com");

        var (_, late) = await amara.GetAsync("/console");
        await amara.PostAsync("/console", $"/console/experiences/{experience}/products", ("act", "add"), ("product", HallWorld.A));
        var (_, approved) = await amara.GetAsync("/console");

        Assert.DoesNotContain("will not renew", early, StringComparison.Ordinal);
        Assert.Contains("2 active agreements of governed accounts are on products that are not approved here", outside, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode(link), outside, StringComparison.Ordinal);
        Assert.Equal(2, filtered.Count);
        Assert.Contains("Alpha Monitor in Developer is not approved and will not renew", late, StringComparison.Ordinal);
        Assert.Contains($"href=\"{List}/{id}\"", late, StringComparison.Ordinal);
        Assert.DoesNotContain("will not renew", approved, StringComparison.Ordinal);
    }

    private async Task<System.Text.Json.Nodes.JsonObject> UsageAsync()
    {
        var request = await PlainAsync("offer-b", "usage", "legal");
        request["agreementProposalIdentifier"] = await ProposalAsync("offer-b", World.Ledger);
        return request;
    }

    private async Task<IReadOnlyList<string>> ListedAsync(string query) => Ids((await _amara.GetAsync(List + query)).Html);

    /// <summary>The pages from first to last, and those on the way back.</summary>
    private async Task<(List<IReadOnlyList<string>> There, List<IReadOnlyList<string>> Back)> WalkAsync(string path)
    {
        List<IReadOnlyList<string>> there = [], back = [];
        var (_, html) = await _amara.GetAsync(path);
        there.Add(Ids(html));
        for (; Way(html, "next") is { } next; there.Add(Ids(html))) (_, html) = await _amara.GetAsync(next);
        for (; Way(html, "prev") is { } previous; back.Add(Ids(html))) (_, html) = await _amara.GetAsync(previous);
        return (there, back);
    }

    private static IReadOnlyList<string> Ids(string html) => [.. Row().Matches(html).Select(m => m.Groups[1].Value)];

    private static string? Way(string html, string rel) => Regex.Match(html, $"<a[^>]*href=\"([^\"]+)\"[^>]*rel=\"{rel}\"|<a[^>]*rel=\"{rel}\"[^>]*href=\"([^\"]+)\"") is { Success: true } found
        ? WebUtility.HtmlDecode(found.Groups[1].Value + found.Groups[2].Value)
        : null;

    /// <summary>The page without what is another one at each request.</summary>
    private static string Alike(string html) => Varying().Replace(html, "");

    [GeneratedRegex("<th scope=\"row\"><a href=\"/console/agreements/(agmt-[^\"]+)\"")]
    private static partial Regex Row();

    [GeneratedRegex("agmt-[a-z2-7]+|name=\"form-token\" value=\"[^\"]*\"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Varying();
}

public sealed class AgreementConsoleOnSqliteTests() : AgreementConsoleTests(null);

[Trait("Ring", "Postgres")]
public sealed class AgreementConsoleOnPostgresTests(PostgresServer server) : AgreementConsoleTests(new PostgresDatabase(server));
