using System.Text.Json;
using Guildhall.Tests.Server;
using Guildhall.Tests.Server.Agreements;
using static Guildhall.Tests.Clients.MarketplaceCli;

namespace Guildhall.Tests.Clients;

/// <summary>A private product through the AWS CLI: who finds it, who adds it to a private marketplace, who buys it, who takes it out. mission.md M-19 to M-21.</summary>
[Trait("Ring", "Clients")]
public sealed class PrivateProductCliTests() : AgreementHall(postgres: null)
{
    private const string Vault = "prod-ppppppppppppp";

    private const string Lines = """
        {"kind":"header","format":"guildhall-catalog/1","source":"sale","mode":"merge"}
        {"kind":"offer","id":"offer-p-too","product":"prod-ppppppppppppp","name":"For the management account","state":"Released","buyerAccounts":["MANAGEMENT"],"terms":[{"type":"ByolPricingTerm","id":"byol"},{"type":"LegalTerm","id":"legal","documents":[{"type":"StandardEula","url":"https://legal.example.com/eula"}]}]}
        """;

    [Fact]
    public async Task M19_M20_M21_A_private_product_is_for_the_accounts_of_its_offers_alone_and_only_a_manager_takes_it_out()
    {
        var (buyer, other, administrator) = (new MarketplaceCli(Hall, Buyer), new MarketplaceCli(Hall, Other), new MarketplaceCli(Hall, Administrator));
        var experience = await Administrator.ExperienceAsync("Everyone", [World.OrganizationId], []);
        string allow = Change("AllowProductProcurement", experience, $$"""{ "Products": [ { "Ids": ["{{Vault}}"] } ] }"""), remove = Change("RemoveProductProcurement", experience, $$"""{ "Products": [ { "Ids": ["{{Vault}}"] } ] }""");

        // M-19: neither found nor opened by anybody else, nor listed as an entity.
        Assert.Equal(1, (await buyer.RunAsync("marketplace-discovery search-listings --search-text vault")).Json.GetProperty("totalResults").GetInt32());
        foreach (var stranger in new[] { other, administrator })
        {
            Assert.Equal(0, (await stranger.RunAsync("marketplace-discovery search-listings --search-text vault")).Json.GetProperty("totalResults").GetInt32());
            Assert.Equal("ResourceNotFoundException", (await stranger.RunAsync("marketplace-discovery get-offer --offer-id offer-p")).ErrorName);
        }

        Assert.Equal("ResourceNotFoundException", (await administrator.RunAsync($"marketplace-catalog describe-entity --catalog AWSMarketplace --entity-id {Vault}")).ErrorName);

        // M-20: the administrator's account must be named to add it, the person's to buy it.
        Assert.Equal("PRODUCT_NOT_FOUND", CodeOf(await SetAsync(administrator, allow)));
        await ImportAsync(Lines.Replace("MANAGEMENT", World.Management, StringComparison.Ordinal));
        Assert.Equal("SUCCEEDED", (await SetAsync(administrator, allow)).GetProperty("Status").GetString());
        var request = (await PlainAsync("offer-p", "usage", "legal")).ToJsonString();
        Assert.Equal("ResourceNotFoundException", (await other.RunAsync("marketplace-agreement create-agreement-request --cli-input-json", request)).ErrorName);
        var quote = (await buyer.RunAsync("marketplace-agreement create-agreement-request --cli-input-json", request)).Json.GetProperty("agreementRequestId").GetString();
        (await buyer.RunAsync($"marketplace-agreement accept-agreement-request --agreement-request-id {quote}")).Ok();

        // M-21: who administers is told whom to ask.
        var refused = await SetAsync(administrator, remove);
        Assert.Equal("CALLER_NOT_AUTHORIZED", CodeOf(refused));
        Assert.Contains("MarketplaceManager", refused.GetRawText(), StringComparison.Ordinal);
        var manager = new MarketplaceCli(Hall, await Hall.CallerAsync(World.Management, "manager", "GuildhallManager"));
        Assert.Equal("SUCCEEDED", (await SetAsync(manager, remove)).GetProperty("Status").GetString());
    }

    private static Task<JsonElement> SetAsync(MarketplaceCli aws, string change) => aws.ChangeAsync($$"""{ "Catalog": "AWSMarketplace", "ChangeSet": [ {{change}} ] }""");
}
