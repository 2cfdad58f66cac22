using System.Text.Json;
using Guildhall.Tests.Server.Entitlements;
using Guildhall.Tests.Wire.Signing;

namespace Guildhall.Tests.Clients;

/// <summary>AWS's own clients as an in-house product's software has them. storefront-and-procurement.md C, G.5.</summary>
[Trait("Ring", "Clients")]
public sealed class EntitlementClientTests(SqliteEntitlementHall hall) : IClassFixture<SqliteEntitlementHall>
{
    [Fact]
    public async Task botocore_reads_the_same_entitlements_by_AWS_JSON_and_by_CBOR_and_errors_by_their_classes()
    {
        var agreement = await hall.BuyAsync(hall.Buyer, ("users", 10), ("books", 3));
        var (key, secret) = (hall.Software.Credentials.AccessKeyId, hall.Software.Credentials.SecretAccessKey);
        var token = await hall.TokenAsync(hall.Buyer, agreement);

        var seen = JsonElement.Parse((await Python.RunAsync("Clients/entitlements_with_botocore.py", hall.Hall.Url, key, secret, EntitlementHall.Code, token)).Single());

        Assert.Equal("""["json","smithy-rpc-v2-cbor"]""", Text(seen, "protocols"));
        Assert.Equal([("books", 3), ("users", 10)], seen.GetProperty("json").EnumerateArray().Select(e => (e[0].GetString()!, e[1].GetInt32())));
        Assert.Equal(Text(seen, "json"), Text(seen, "cbor"));
        Assert.Equal((hall.World.Developer, EntitlementHall.Code), (seen.GetProperty("customer").GetString(), seen.GetProperty("product").GetString()));
        Assert.Equal("""["InvalidParameterException","InvalidParameterException",400]""", Text(seen, "jsonError"));
        Assert.Equal(Text(seen, "jsonError"), Text(seen, "cborError"));
        Assert.Equal("""["InvalidTokenException","InvalidTokenException",400]""", Text(seen, "invalidToken"));
        Assert.Equal("""["DisabledApiException","DisabledApiException",400]""", Text(seen, "off"));
    }

    private static string Text(JsonElement seen, string name) => seen.GetProperty(name).GetRawText().Replace(", ", ",", StringComparison.Ordinal);
}
