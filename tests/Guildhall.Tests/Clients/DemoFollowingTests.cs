using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.Tests.Server.Demo;
using static Guildhall.Tests.Clients.Following;

namespace Guildhall.Tests.Clients;

/// <summary>
/// The demo, the AWS CLI at its simulated AWS and at Guildhall: what is done there shows here. How long it took is told in the
/// output; that it is 5 s at most (contract.md 3) is not asserted. Issue 2, "Must show" 3.
/// </summary>
[Trait("Ring", "Clients")]
public sealed class DemoFollowingTests
{
    private const string Principal = "private-marketplace.marketplace.amazonaws.com";

    [Fact]
    public async Task M12_A_new_unit_a_new_account_and_a_new_administrator_are_followed()
    {
        AwsCli.Need();
        await using var demo = new DemoProcess();
        await demo.StartAsync("--accounts", "12", "--products", "20");
        var guide = demo.Guide;
        var (organizations, administrator) = (Cli(guide["awsUrl"]!, guide["aws"]!), Cli(guide["url"]!, UserOf(guide, "Administrator")));

        var unit = Text((await organizations.RunAsync($"organizations create-organizational-unit --parent-id {guide["rootId"]} --name Tools")).Json, "OrganizationalUnit", "Id");
        var request = Text((await organizations.RunAsync("organizations create-account --account-name Tooling --email tooling@acme.example")).Json, "CreateAccountStatus", "Id");
        var account = "";
        await FollowsAsync("SUCCEEDED", async () =>
        {
            var status = (await organizations.RunAsync($"organizations describe-create-account-status --create-account-request-id {request}")).Json.GetProperty("CreateAccountStatus");
            account = status.TryGetProperty("AccountId", out var id) ? id.GetString()! : "";
            return status.GetProperty("State").GetString();
        });
        (await organizations.RunAsync($"organizations move-account --account-id {account} --source-parent-id {guide["rootId"]} --destination-parent-id {unit}")).Ok();
        await FollowsAsync($"{account} {unit} {guide["organizationId"]}", () => PathAsync(demo, account));

        (await organizations.RunAsync($"organizations register-delegated-administrator --service-principal {Principal} --account-id {account}")).Ok();
        var key = JsonNode.Parse((await demo.CommandAsync("--json", "key", "create", "--account", account, "--user", "new", "--policy", "AWSPrivateMarketplaceAdminFullAccess")).Output)!;
        var delegated = Cli(guide["url"]!, key, "AccessKeyId", "SecretAccessKey");
        const string List = "marketplace-catalog list-entities --catalog AWSMarketplace --entity-type Experience";
        var all = (await administrator.RunAsync(List)).Json.GetProperty("EntitySummaryList").GetArrayLength();
        await FollowsAsync($"{all}", async () =>
            await delegated.RunAsync($"{List} --filter-list Name=Scope,ValueList=SharedWithMe") is { ExitCode: 0 } listed ? $"{listed.Json.GetProperty("EntitySummaryList").GetArrayLength()}" : null);
    }

    /// <summary>The nodes from the account upwards, as <c>guildhall explain</c> of the running demo knows them; null while there is no such account.</summary>
    private static async Task<string?> PathAsync(DemoProcess demo, string account)
    {
        var ended = await demo.CommandAsync("--json", "explain", account, "prod-nosuchproduct");
        return ended.ExitCode == 0 ? string.Join(' ', JsonNode.Parse(ended.Output)!["path"]!.AsArray().Select(step => step!["id"]!.GetValue<string>())) : null;
    }

    private static JsonNode UserOf(JsonNode guide, string role) => guide["users"]!.AsArray().Single(user => user!["role"]!.GetValue<string>() == role)!;

    private static AwsCli Cli(JsonNode url, JsonNode key, string id = "accessKeyId", string secret = "secretAccessKey") =>
        new(new Uri(url.GetValue<string>()), key[id]!.GetValue<string>(), key[secret]!.GetValue<string>());

    private static string Text(JsonElement answer, string outer, string member) => answer.GetProperty(outer).GetProperty(member).GetString()!;
}
