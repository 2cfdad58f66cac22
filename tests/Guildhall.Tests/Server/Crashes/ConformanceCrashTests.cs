using Guildhall.Tests.Clients;
using static Guildhall.Tests.Clients.Following;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>A change set of the AWS CLI that meets a crash at each stage of its life. private-marketplace.md 12, item 10.</summary>
[Trait("Ring", "Crash")]
public sealed class ConformanceCrashTests(PreparedFolder prepared) : IClassFixture<PreparedFolder>
{
    [Fact]
    public async Task Conformance_10_A_set_killed_before_and_while_it_is_applied_ends_whole_and_once()
    {
        AwsCli.Need();
        var store = prepared.Copy();
        var start = $$"""
            { "Catalog": "AWSMarketplace", "ClientRequestToken": "killed", "ChangeSet": [
                { "ChangeType": "CreateExperience", "ChangeName": "New", "Entity": { "Type": "Experience@1.0" }, "DetailsDocument": { "Name": "Survivor" } },
                {{MarketplaceCli.Change("CreateProcurementPolicy", "$New.Entity.Identifier", """{ "Name": "Policy" }""")}},
                {{MarketplaceCli.Change("AssociateAudience", "$New.Entity.Identifier", $$"""{ "Principals": ["{{prepared.Hall.World.Ledger}}"] }""")}},
                {{MarketplaceCli.Change("UpdateExperience", "$New.Entity.Identifier", """{ "Status": "Enabled" }""")}} ] }
            """;

        // Accepted, then killed before it was applied; at the next start killed in the transaction that applies it.
        await using (var guildhall = await GuildhallProcess.StartAsync(prepared.Hall, store, "changeset.before-apply"))
            await Cli(guildhall!).RunAsync("marketplace-catalog start-change-set --cli-input-json", start);
        await using (var guildhall = await GuildhallProcess.StartAsync(prepared.Hall, store, "writer.before-commit"))
            await (guildhall?.UntilEndedAsync() ?? Task.CompletedTask);
        await using var whole = (await GuildhallProcess.StartAsync(prepared.Hall, store, fault: null))!;
        var aws = Cli(whole);

        var id = (await aws.RunAsync("marketplace-catalog start-change-set --cli-input-json", start)).Json.GetProperty("ChangeSetId").GetString();
        await FollowsAsync("SUCCEEDED", async () =>
            (await aws.RunAsync($"marketplace-catalog describe-change-set --catalog AWSMarketplace --change-set-id {id}")).Json.GetProperty("Status").GetString());
        var made = Assert.Single(
            (await aws.RunAsync("marketplace-catalog list-entities --catalog AWSMarketplace --entity-type Experience")).Json.GetProperty("EntitySummaryList").EnumerateArray(),
            entity => entity.GetProperty("Name").GetString() == "Survivor");
        var described = (await aws.RunAsync($"marketplace-catalog describe-entity --catalog AWSMarketplace --entity-id {made.GetProperty("EntityId").GetString()}")).Json;
        Assert.EndsWith("@1", described.GetProperty("EntityIdentifier").GetString(), StringComparison.Ordinal);
        Assert.Equal(("Enabled", 1), (described.GetProperty("DetailsDocument").GetProperty("Status").GetString(), described.GetProperty("DetailsDocument").GetProperty("ProcurementPolicies").GetArrayLength()));
    }

    private AwsCli Cli(GuildhallProcess guildhall) => new(new Uri(guildhall.Url), prepared.Hall.Administrator.AccessKeyId, prepared.Hall.Administrator.SecretAccessKey);
}
