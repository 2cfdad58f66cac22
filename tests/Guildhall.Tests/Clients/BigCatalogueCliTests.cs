using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.Tests.Server.Agreements;

namespace Guildhall.Tests.Clients;

/// <summary>A catalogue of 30,000 products on <c>./check --long</c>, of 300 otherwise: it is imported twice and walked to its end. storefront-and-procurement.md H 2 and 12.</summary>
[Trait("Ring", "Clients")]
public sealed class BigCatalogueCliTests() : AgreementHall(postgres: null)
{
    private static readonly int Products = LongRun.Asked ? 30_000 : 300;

    [Fact]
    public async Task StorefrontH2_H12_A_file_imported_again_changes_nothing_and_no_agreement_and_the_CLI_walks_it_to_its_end()
    {
        var cli = new MarketplaceCli(Hall, Buyer);
        var id = await BuyAsync(Buyer, await ContractAsync(10, "on"));
        await TurnAsync();
        var before = await AgreementAsync(cli, id);
        var terminal = Hall.Terminal();
        var file = Path.Combine(Hall.Folder, "catalogue.jsonl");
        Assert.Equal(0, await terminal.RunAsync("catalog", "generate", "--products", $"{Products}", "--seed", "3"));
        await File.WriteAllTextAsync(file, terminal.Out, TestContext.Current.CancellationToken);

        var first = await terminal.AnswerAsync("catalog", "import", file, "--json");
        var second = await terminal.AnswerAsync("catalog", "import", file, "--json");
        await Hall.Guildhall.CatchUpAsync(TestContext.Current.CancellationToken);

        Assert.True(first.GetProperty("added").GetInt32() > Products, first.GetRawText());
        Assert.Equal((0, 0, 0), (second.GetProperty("added").GetInt32(), second.GetProperty("changed").GetInt32(), second.GetProperty("refused").GetInt32()));
        Assert.Equal(before, await AgreementAsync(cli, id));
        // The index is made beside the requests: some seconds for 30,000.
        for (var tries = 0; await TotalAsync(cli) < Products * 9 / 10 && tries < 60; tries++) await Task.Delay(1_000, TestContext.Current.CancellationToken);
        var found = (await cli.RunAsync("marketplace-discovery search-listings")).Json;
        var ids = found.GetProperty("listingSummaries").EnumerateArray().Select(l => l.GetProperty("listingId").GetString()).ToList();
        Assert.Equal((found.GetProperty("totalResults").GetInt32(), ids.Count), (ids.Count, ids.Distinct().Count()));
        Assert.True(ids.Count > Products * 9 / 10, $"{ids.Count}");
    }

    private static async Task<int> TotalAsync(MarketplaceCli cli) => (await cli.RunAsync("marketplace-discovery search-listings --max-results 1 --no-paginate")).Json.GetProperty("totalResults").GetInt32();

    /// <summary>All that the Agreement API tells of an agreement, but for the token that is another one each time.</summary>
    private static async Task<string> AgreementAsync(MarketplaceCli cli, string id)
    {
        List<string> told = [];
        foreach (var operation in new[] { "describe-agreement", "get-agreement-terms", "get-agreement-entitlements", "list-agreement-charges" })
        {
            var answer = JsonNode.Parse((await cli.RunAsync($"marketplace-agreement {operation} --agreement-id {id}")).Ok().Output)!;
            if (answer["agreementEntitlements"]?[0] is JsonObject entitlement) entitlement.Remove("registrationToken");
            told.Add(answer.ToJsonString());
        }

        return JsonSerializer.Serialize(told);
    }
}
