using Guildhall.Tests.Server;

namespace Guildhall.Tests.Clients;

/// <summary>The journey with AWS's JavaScript SDK v3. storefront-and-procurement.md 0.</summary>
[Trait("Ring", "Clients")]
public sealed class JavaScriptTests() : CliTests
{
    [Fact]
    public async Task M28_The_JavaScript_client_governs_an_account_pages_and_knows_errors_by_their_classes()
    {
        var (key, secret) = (Administrator.Credentials.AccessKeyId, Administrator.Credentials.SecretAccessKey);

        var seen = await NodeClients.RunAsync("govern.mjs", Hall.Url, key, secret, World.Developer, HallWorld.A);

        Assert.Equal("SUCCEEDED", seen.GetProperty("status").GetString());
        Assert.Equal("By JavaScript", seen.GetProperty("details").GetProperty("Name").GetString());
        Assert.Contains("By JavaScript", seen.GetProperty("names").EnumerateArray().Select(n => n.GetString()));
        Assert.True(seen.GetProperty("unknown").GetBoolean());
        Assert.True(seen.GetProperty("malformed").GetBoolean());
    }
}
