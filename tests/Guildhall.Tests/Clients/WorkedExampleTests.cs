using System.Text.Json;
using Guildhall.Tests.Server;

namespace Guildhall.Tests.Clients;

/// <summary>The worked examples of private-marketplace.md 11 through the unmodified AWS CLI, with the ids of the hall.</summary>
[Trait("Ring", "Clients")]
public sealed class WorkedExampleTests : CliTests
{
    [Fact]
    public async Task Conformance_03_M06_M12_M16_Example_11_1_makes_a_live_experience_for_an_OU_in_one_set()
    {
        var set = await Aws.ChangeAsync($$"""
            { "Catalog": "AWSMarketplace", "ChangeSetName": "Create Engineering", "ClientRequestToken": "7d0f5c6e-engineering-1", "Intent": "APPLY",
              "ChangeSetTags": [{ "Key": "team", "Value": "procurement" }],
              "ChangeSet": [
                { "ChangeType": "CreateExperience", "ChangeName": "CreateExp", "Entity": { "Type": "Experience@1.0" },
                  "EntityTags": [{ "Key": "unit", "Value": "engineering" }],
                  "DetailsDocument": { "Name": "Engineering", "Description": "Cleared developer tools" } },
                { "ChangeType": "CreateProcurementPolicy", "ChangeName": "CreatePolicy",
                  "Entity": { "Type": "Experience@1.0", "Identifier": "$CreateExp.Entity.Identifier" },
                  "DetailsDocument": { "Name": "Engineering policy", "Configuration": { "PolicyResourceRequests": "Allow" } } },
                { "ChangeType": "CreateBrandingSettings", "Entity": { "Type": "Experience@1.0", "Identifier": "$CreateExp.Entity.Identifier" },
                  "DetailsDocument": { "Name": "Engineering brand",
                    "Configuration": { "Title": "Engineering", "Information": "Ask procurement for anything missing.", "ThemeColor": "#0E7F74" } } },
                { "ChangeType": "AllowProductProcurement", "Entity": { "Type": "Experience@1.0", "Identifier": "$CreateExp.Entity.Identifier" },
                  "DetailsDocument": { "Products": [{ "Ids": ["{{HallWorld.A}}", "{{HallWorld.B}}"], "Notes": "Security review 118" }] } },
                { "ChangeType": "AssociateAudience", "Entity": { "Type": "Experience@1.0", "Identifier": "$CreateExp.Entity.Identifier" },
                  "DetailsDocument": { "Name": "Engineering audience", "Principals": ["{{World.Engineering}}"] } },
                { "ChangeType": "UpdateExperience", "Entity": { "Type": "Experience@1.0", "Identifier": "$CreateExp.Entity.Identifier" },
                  "DetailsDocument": { "Status": "Enabled" } } ] }
            """);

        Assert.Equal(("SUCCEEDED", "Create Engineering", "APPLY"), (Text(set, "Status"), Text(set, "ChangeSetName"), Text(set, "Intent")));
        Assert.StartsWith($"arn:aws:aws-marketplace:us-east-1:{World.Management}:AWSMarketplace/ChangeSet/", Text(set, "ChangeSetArn"), StringComparison.Ordinal);
        var first = set.GetProperty("ChangeSet")[0];
        Assert.Equal("""{"Name":"Engineering","Description":"Cleared developer tools"}""", Text(first, "Details"));
        Assert.Equal(0, first.GetProperty("ErrorDetailList").GetArrayLength());
        Assert.EndsWith("@1", Text(first.GetProperty("Entity"), "Identifier"), StringComparison.Ordinal);
        var decision = await Administrator.DecideAsync(World.Developer, HallWorld.A);
        Assert.Equal(("PRODUCT_ALLOWED", "Inherited"), (decision["reason"]!.GetValue<string>(), decision["relationship"]!.GetValue<string>()));
        Assert.Equal("PRODUCT_NOT_APPROVED", (await Administrator.DecideAsync(World.Developer, HallWorld.C))["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Conformance_08_Example_11_2_takes_a_Details_string_and_refuses_a_stale_revision()
    {
        var experience = await Administrator.ExperienceAsync("Locked", [], []);

        var set = await Aws.ChangeAsync(Update($"{experience}@1"));
        var stale = await Aws.CallAsync("start-change-set", Update($"{experience}@1"));

        Assert.Equal("SUCCEEDED", Text(set, "Status"));
        Assert.Equal("Deny", set.GetProperty("ChangeSet")[0].GetProperty("DetailsDocument").GetProperty("Configuration").GetProperty("PolicyResourceRequests").GetString());
        Assert.Equal("ValidationException", stale.ErrorName);
        Assert.Contains("revision 2", stale.ErrorText, StringComparison.Ordinal);

        static string Update(string identifier) => $$"""
            { "Catalog": "AWSMarketplace", "ChangeSet": [ { "ChangeType": "UpdateProcurementPolicy",
                "Entity": { "Type": "Experience@1.0", "Identifier": "{{identifier}}" },
                "Details": "{\"Configuration\":{\"PolicyResourceRequests\":\"Deny\"} }" } ] }
            """;
    }

    [Fact]
    public async Task M12_Example_11_3_moves_a_principal_between_experiences()
    {
        var account = World.Ledger;
        var one = await Administrator.ExperienceAsync("One", [account], [HallWorld.A]);
        var two = await Administrator.ExperienceAsync("Two", [], [HallWorld.B]);
        var associate = $$"""{ "ChangeType": "AssociateAudience", "Entity": { "Type": "Experience@1.0", "Identifier": "{{two}}" }, "DetailsDocument": { "Principals": ["{{account}}"] } }""";
        var disassociate = $$"""{ "ChangeType": "DisassociateAudience", "Entity": { "Type": "Experience@1.0", "Identifier": "{{one}}" }, "DetailsDocument": { "Principals": ["{{account}}"] } }""";

        var refused = await Aws.ChangeAsync($$"""{ "Catalog": "AWSMarketplace", "ChangeSetName": "Move account", "ChangeSet": [{{associate}}] }""");
        var moved = await Aws.ChangeAsync($$"""{ "Catalog": "AWSMarketplace", "ChangeSetName": "Move account", "ChangeSet": [{{disassociate}}, {{associate}}] }""");

        Assert.Equal(("FAILED", "CLIENT_ERROR"), (Text(refused, "Status"), Text(refused, "FailureCode")));
        var error = refused.GetProperty("ChangeSet")[0].GetProperty("ErrorDetailList")[0];
        Assert.Equal("ENTITY_ALREADY_EXISTS", Text(error, "ErrorCode"));
        Assert.Contains(one, Text(error, "ErrorMessage"), StringComparison.Ordinal);
        Assert.Equal("SUCCEEDED", Text(moved, "Status"));
        Assert.Equal(two, (await Administrator.DecideAsync(account, HallWorld.B))["experienceId"]!.GetValue<string>());
    }

    [Fact]
    public async Task M16_M25_Examples_11_4_deny_brand_take_offline_archive_and_reactivate()
    {
        var experience = await Administrator.ExperienceAsync("Engineering", [World.Engineering], [HallWorld.A, HallWorld.C]);

        var denied = await Aws.ChangeAsync($$"""{ "Catalog": "AWSMarketplace", "ChangeSet": [ {{Change("DenyProductProcurement", $$"""{ "Products": [ { "Ids": ["{{HallWorld.C}}"], "Notes": "Replaced" } ] }""")}} ] }""");
        Assert.Equal("SUCCEEDED", Text(denied, "Status"));
        Assert.Equal("PRODUCT_DENIED", await ReasonAsync(HallWorld.C));
        var branded = await Aws.ChangeAsync($$"""{ "Catalog": "AWSMarketplace", "ChangeSet": [ {{Change("UpdateBrandingSettings", """{ "Configuration": { "Title": "Engineers" } }""")}} ] }""");
        Assert.Equal("ENTITY_NOT_FOUND", Text(branded.GetProperty("ChangeSet")[0].GetProperty("ErrorDetailList")[0], "ErrorCode"));

        var archived = await Aws.ChangeAsync($$"""
            { "Catalog": "AWSMarketplace", "ChangeSetName": "Offline and archive", "ChangeSet": [ {{Change("UpdateExperience", """{ "Status": "Disabled" }""")}}, {{Change("RestrictExperience", "{}")}} ] }
            """);
        Assert.Equal("SUCCEEDED", Text(archived, "Status"));
        Assert.Equal("NOT_GOVERNED", await ReasonAsync(HallWorld.C));
        var late = await Aws.ChangeAsync($$"""{ "Catalog": "AWSMarketplace", "ChangeSet": [ {{Change("UpdateExperience", """{ "Name": "Late" }""")}} ] }""");
        Assert.Equal("EXPERIENCE_RESTRICTED", Text(late.GetProperty("ChangeSet")[0].GetProperty("ErrorDetailList")[0], "ErrorCode"));

        var validated = await Aws.ChangeAsync($$"""{ "Catalog": "AWSMarketplace", "Intent": "VALIDATE", "ChangeSet": [ {{Change("ReviveExperience", "{}")}} ] }""");
        Assert.Equal(("SUCCEEDED", "VALIDATE"), (Text(validated, "Status"), Text(validated, "Intent")));
        var described = (await Administrator.DescribeEntityAsync(experience)).Json;
        Assert.EndsWith("@3", described["EntityIdentifier"]!.GetValue<string>(), StringComparison.Ordinal);

        string Change(string type, string details) =>
            $$"""{ "ChangeType": "{{type}}", "Entity": { "Type": "Experience@1.0", "Identifier": "{{experience}}" }, "DetailsDocument": {{details}} }""";
    }

    [Fact]
    public async Task Examples_11_5_ask_for_products_and_decline_cancel_or_approve()
    {
        await Administrator.ExperienceAsync("Everyone", [World.OrganizationId], []);
        var buyer = new MarketplaceCli(Hall, await Hall.BuyerAsync());

        var declined = await AskAsync(HallWorld.B);
        Assert.Equal("SUCCEEDED", await AnswerAsync(Aws, "Decline", declined, """{ "ApproverNote": "Use the existing tool", "BlockFutureRequests": true }"""));
        var cancelled = await AskAsync(HallWorld.C);
        Assert.Equal("SUCCEEDED", await AnswerAsync(buyer, "Cancel", cancelled, "{}"));
        var approved = await AskAsync(HallWorld.D);
        Assert.Equal("SUCCEEDED", await AnswerAsync(Aws, "Approve", approved, """{ "ApproverNote": "Approved for all engineers" }"""));

        Assert.Equal(["PRODUCT_DENIED", "PRODUCT_NOT_APPROVED", "PRODUCT_ALLOWED"], [await ReasonAsync(HallWorld.B), await ReasonAsync(HallWorld.C), await ReasonAsync(HallWorld.D)]);

        async Task<string> AskAsync(string product)
        {
            var set = await buyer.ChangeAsync($$"""
                { "Catalog": "AWSMarketplace", "ChangeSet": [ { "ChangeType": "CreateProductProcurementRequest", "Entity": { "Type": "ProductProcurementRequest@1.0" },
                    "DetailsDocument": { "Products": [ { "Id": "{{product}}" } ], "Reason": "Needed for the ledger migration", "PurchaseOrderNumber": "PO-2207" } } ] }
                """);
            Assert.Equal("SUCCEEDED", Text(set, "Status"));
            return Text(set.GetProperty("ChangeSet")[0].GetProperty("Entity"), "Identifier").Split('@')[0];
        }

        static async Task<string> AnswerAsync(MarketplaceCli aws, string verb, string request, string details) => Text(
            await aws.ChangeAsync($$"""
                { "Catalog": "AWSMarketplace", "ChangeSet": [ { "ChangeType": "{{verb}}ProductProcurementRequest",
                    "Entity": { "Type": "ProductProcurementRequest@1.0", "Identifier": "{{request}}" }, "DetailsDocument": {{details}} } ] }
                """),
            "Status");
    }

    [Fact]
    public async Task Conformance_09_Example_11_8_works_with_the_flags_of_the_shell()
    {
        var created = await Aws.RunAsync(
            "marketplace-catalog start-change-set --catalog AWSMarketplace --change-set",
            """[{"ChangeType":"CreateExperience","ChangeName":"CreateExp","Entity":{"Type":"Experience@1.0"},"DetailsDocument":{"Name":"Engineering"}}]""");
        await Administrator.EndAsync(Text(created.Json, "ChangeSetId"));
        var delegated = new MarketplaceCli(Hall, await Hall.DelegatedAdministratorAsync());
        const string List = "marketplace-catalog list-entities --catalog AWSMarketplace --entity-type Experience";

        var listed = (await delegated.RunAsync($"{List} --filter-list Name=Scope,ValueList=SharedWithMe")).Json.GetProperty("EntitySummaryList");
        Assert.Equal(0, (await delegated.RunAsync(List)).Json.GetProperty("EntitySummaryList").GetArrayLength());
        Assert.Equal("Engineering", Text(Assert.Single(listed.EnumerateArray()), "Name"));
        Assert.Contains($":{World.Management}:", Text(listed[0], "EntityArn"), StringComparison.Ordinal);
        (await MarketplaceCli.Organizations(Hall).RunAsync("organizations enable-aws-service-access --service-principal private-marketplace.marketplace.amazonaws.com")).Ok();
    }

    private async Task<string> ReasonAsync(string product) => (await Administrator.DecideAsync(World.Developer, product))["reason"]!.GetValue<string>();

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
