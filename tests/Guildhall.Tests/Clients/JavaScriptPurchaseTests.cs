using System.Text.Json;
using Guildhall.Domain;
using Guildhall.Tests.Server;
using Guildhall.Tests.Server.Entitlements;

namespace Guildhall.Tests.Clients;

/// <summary>A purchase with AWS's JavaScript SDK v3, from the refusal to the cancellation. storefront-and-procurement.md 0.</summary>
[Trait("Ring", "Clients")]
public sealed class JavaScriptPurchaseTests(SqliteEntitlementHall hall) : IClassFixture<SqliteEntitlementHall>
{
    [Fact]
    public async Task M40_M41_The_JavaScript_clients_are_refused_with_the_reason_buy_use_and_cancel()
    {
        await (await hall.Hall.AdministratorAsync()).ExperienceAsync("Approved tools", [hall.World.Developer], [EntitlementHall.Product]);
        object[] price =
        [
            new { id = "term-price", configuration = new { configurableUpfrontPricingTermConfiguration = new { selectorValue = "P12M", dimensions = new[] { new { dimensionKey = "users", dimensionValue = 10 } } } } },
            new { id = "term-legal" },
        ];
        var given = JsonSerializer.Serialize(new
        {
            endpoint = hall.Hall.Url,
            productCode = EntitlementHall.Code,
            buyer = Key(hall.Buyer),
            software = Key(hall.Software),
            refused = new { proposal = await ProposalAsync("offer-else"), terms = new object[] { new { id = "term-byol" }, new { id = "term-legal" } } },
            allowed = new { proposal = await ProposalAsync("offer-house"), terms = price },
        });

        var seen = await NodeClients.RunAsync("buy.mjs", given);

        Assert.True(seen.GetProperty("refusedByClass").GetBoolean());
        Assert.Equal("DENIED_BY_PRIVATE_MARKETPLACE_POLICY", Text("reason"));
        Assert.Equal("1200.00", Text("value"));
        Assert.Equal("ACTIVE", Text("status"));
        Assert.Equal("PROVISIONED", Text("entitlement"));
        Assert.Equal(hall.World.Developer, Text("account"));
        Assert.Equal("""[["users",10,true]]""", seen.GetProperty("entitled").GetRawText());
        Assert.Equal("""["configurableUpfrontPricingTerm","legalTerm"]""", seen.GetProperty("terms").GetRawText());
        Assert.Equal("""["1200.00"]""", seen.GetProperty("charges").GetRawText());
        Assert.Equal($"""[["{Text("agreementId")}","CANCELLED"]]""", seen.GetProperty("found").GetRawText());

        string Text(string name) => seen.GetProperty(name).GetString()!;
    }

    private static object Key(HallCaller caller) => new { accessKeyId = caller.Credentials.AccessKeyId, secretAccessKey = caller.Credentials.SecretAccessKey };

    private async Task<string> ProposalAsync(string offer) =>
        (await hall.Hall.Guildhall.Offers.FindAsync(new AccountId(hall.World.Developer), offer, TestContext.Current.CancellationToken))!.ProposalId;
}
