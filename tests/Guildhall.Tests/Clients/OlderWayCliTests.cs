using System.Text.Json;
using Guildhall.Tests.Server;
using static Guildhall.Tests.Clients.MarketplaceCli;

namespace Guildhall.Tests.Clients;

/// <summary>An organization that has not enabled the integration, and its way to it, through the AWS CLI. mission.md M-02, M-05, M-14.</summary>
[Trait("Ring", "Clients")]
public sealed class OlderWayCliTests
{
    private const string Principal = "private-marketplace.marketplace.amazonaws.com";

    [Fact]
    public async Task M02_M05_M14_Members_manage_experiences_for_accounts_until_the_integration_moves_them_to_the_management_account()
    {
        AwsCli.Need();
        await using var hall = await RunningHall.StartAsync(integrated: false);
        var (ledger, developer) = (await AdministratorOfAsync(hall, hall.World.Ledger), await AdministratorOfAsync(hall, hall.World.Developer));
        var management = await hall.AdministratorAsync();
        var aws = Organizations(hall);

        var created = await ledger.ChangeAsync("""{ "Catalog": "AWSMarketplace", "ChangeSet": [ { "ChangeType": "CreateExperience", "Entity": { "Type": "Experience@1.0" }, "DetailsDocument": { "Name": "Ours" } } ] }""");
        var experience = created.GetProperty("ChangeSet")[0].GetProperty("Entity").GetProperty("Identifier").GetString()!.Split('@')[0];
        Assert.Equal(hall.World.Ledger, await OwnerAsync(ledger, experience));
        var refused = await ledger.ChangeAsync(One("AssociateAudience", experience, Principals(hall.World.Finance)));
        Assert.Equal("INTEGRATION_DISABLED", CodeOf(refused));
        Assert.Contains("Settings", refused.GetProperty("ChangeSet")[0].GetProperty("ErrorDetailList")[0].GetProperty("ErrorMessage").GetString(), StringComparison.Ordinal);
        Assert.Equal("SUCCEEDED", Status(await ledger.ChangeAsync(One("AssociateAudience", experience, Principals(hall.World.Ledger)))));
        Assert.Equal("CALLER_NOT_AUTHORIZED", CodeOf(await developer.ChangeAsync(One("RestrictExperience", experience, "{}"))));
        Assert.Equal("SUCCEEDED", Status(await ledger.ChangeAsync(One("UpdateExperience", experience, """{ "Status": "Enabled" }"""))));
        var decision = await management.DecideAsync(hall.World.Ledger, HallWorld.A);
        Assert.Equal(("NO_POLICY", experience, "Associated"), (decision["reason"]!.GetValue<string>(), decision["experienceId"]!.GetValue<string>(), decision["relationship"]!.GetValue<string>()));
        Assert.Equal("NOT_GOVERNED", (await management.DecideAsync(hall.World.Developer, HallWorld.A))["reason"]!.GetValue<string>());

        (await aws.RunAsync($"iam create-service-linked-role --aws-service-name {Principal}")).Ok();
        (await aws.RunAsync($"organizations enable-aws-service-access --service-principal {Principal}")).Ok();
        await hall.SyncAsync();
        Assert.Equal(hall.World.Management, await OwnerAsync(new MarketplaceCli(hall, management), experience));
        Assert.Equal("ResourceNotFoundException", (await ledger.CallAsync("start-change-set", One("RestrictExperience", experience, "{}"))).ErrorName);
        Assert.Equal(experience, (await management.DecideAsync(hall.World.Ledger, HallWorld.A))["experienceId"]!.GetValue<string>());
    }

    [Fact]
    public async Task M02_Only_the_management_account_enables_trusted_access_makes_the_role_and_registers_administrators()
    {
        AwsCli.Need();
        await using var hall = await RunningHall.StartAsync(integrated: false);
        var member = Organizations(hall, hall.MemberKey(hall.World.Ledger));
        var management = Organizations(hall);
        string[] words =
        [
            $"iam create-service-linked-role --aws-service-name {Principal}",
            $"organizations enable-aws-service-access --service-principal {Principal}",
            $"organizations register-delegated-administrator --service-principal {Principal} --account-id {hall.World.Delegated}",
        ];

        Assert.Equal(["InvalidInput", "AccessDeniedException", "AccessDeniedException"], await Task.WhenAll(words.Select(async word => (await member.RunAsync(word)).ErrorName)));
        foreach (var word in words) (await management.RunAsync(word)).Ok();
        Assert.Equal("AccessDeniedException", (await member.RunAsync($"organizations disable-aws-service-access --service-principal {Principal}")).ErrorName);
        await hall.SyncAsync();
        Assert.Equal("SUCCEEDED", Status(await (await AdministratorOfAsync(hall, hall.World.Delegated)).ChangeAsync(
            """{ "Catalog": "AWSMarketplace", "ChangeSet": [ { "ChangeType": "CreateExperience", "Entity": { "Type": "Experience@1.0" }, "DetailsDocument": { "Name": "By a delegate" } } ] }""")));
    }

    private static async Task<MarketplaceCli> AdministratorOfAsync(RunningHall hall, string account) =>
        new(hall, await hall.CallerAsync(account, "admin", "AWSPrivateMarketplaceAdminFullAccess", "GuildhallAdministrator"));

    private static async Task<string> OwnerAsync(MarketplaceCli aws, string experience) =>
        (await aws.ReadAsync($"describe-entity --catalog AWSMarketplace --entity-id {experience}")).GetProperty("EntityArn").GetString()!.Split(':')[4];

    private static string One(string type, string experience, string details) => $$"""{ "Catalog": "AWSMarketplace", "ChangeSet": [ {{Change(type, experience, details)}} ] }""";

    private static string Principals(string principal) => $$"""{ "Principals": ["{{principal}}"] }""";

    private static string Status(JsonElement set) => set.GetProperty("Status").GetString()!;
}
