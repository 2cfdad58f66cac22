using System.Text.Json;
using Guildhall.Tests.Server;

namespace Guildhall.Tests.Clients;

/// <summary>The conformance list of private-marketplace.md 12 through the unmodified AWS CLI: items 6 and 11. The others stand with their subjects.</summary>
[Trait("Ring", "Clients")]
public sealed class ConformanceCliTests : CliTests
{
    [Fact]
    public async Task Conformance_06_A_set_whose_last_change_fails_leaves_no_trace()
    {
        var experience = await Administrator.ExperienceAsync("Whole", [World.Ledger], [HallWorld.A]);
        var before = await DescribeAsync(experience);

        var set = await Aws.ChangeAsync($$"""
            { "Catalog": "AWSMarketplace", "ChangeSet": [
                {{MarketplaceCli.Change("CreateBrandingSettings", experience, """{ "Name": "Never" }""")}},
                {{MarketplaceCli.Change("DenyProductProcurement", experience, $$"""{ "Products": [ { "Ids": ["{{HallWorld.A}}"] } ] }""")}},
                {{MarketplaceCli.Change("DisassociateAudience", experience, $$"""{ "Principals": ["{{World.Ledger}}"] }""")}},
                {{MarketplaceCli.Change("RestrictExperience", experience, "{}")}} ] }
            """);

        Assert.Equal(("FAILED", "CLIENT_ERROR"), (Text(set, "Status"), Text(set, "FailureCode")));
        Assert.Equal([0, 0, 0, 1], set.GetProperty("ChangeSet").EnumerateArray().Select(change => change.GetProperty("ErrorDetailList").GetArrayLength()));
        Assert.Equal(before, await DescribeAsync(experience));
        Assert.Equal("PRODUCT_ALLOWED", (await Administrator.DecideAsync(World.Ledger, HallWorld.A))["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Conformance_11_No_time_has_a_fraction_and_both_forms_of_the_details_agree()
    {
        var set = await Aws.ChangeAsync($$"""
            { "Catalog": "AWSMarketplace", "ChangeSet": [
                { "ChangeType": "CreateExperience", "ChangeName": "New", "Entity": { "Type": "Experience@1.0" }, "Details": "{ \"Description\": \"é \\u00e9\", \"Name\":\"Exact\" }" },
                {{MarketplaceCli.Change("CreateProcurementPolicy", "$New.Entity.Identifier", """{ "Name": "Policy" }""")}},
                {{MarketplaceCli.Change("AllowProductProcurement", "$New.Entity.Identifier", $$"""{ "Products": [ { "Ids": ["{{HallWorld.A}}", "{{HallWorld.B}}"], "Notes": "Seen" } ] }""")}} ] }
            """);
        var experience = Text(set.GetProperty("ChangeSet")[0].GetProperty("Entity"), "Identifier").Split('@')[0];
        var entity = await Aws.ReadAsync($"describe-entity --catalog AWSMarketplace --entity-id {experience}");
        var policy = await Aws.ReadAsync($"describe-entity --catalog AWSMarketplace --entity-id {entity.GetProperty("DetailsDocument").GetProperty("ProcurementPolicies")[0].GetString()}");
        var lists = new[] { await Aws.ReadAsync("list-change-sets --catalog AWSMarketplace"), await Aws.ReadAsync("list-entities --catalog AWSMarketplace --entity-type Experience") };

        JsonElement[] twoForms = [.. set.GetProperty("ChangeSet").EnumerateArray(), entity, policy];
        Assert.All(twoForms, both => Assert.True(JsonElement.DeepEquals(both.GetProperty("DetailsDocument"), JsonElement.Parse(Text(both, "Details"))), both.GetRawText()));
        string[] times = [.. new[] { set, entity, policy }.Concat(lists).SelectMany(Times)];
        Assert.Equal(7, times.Length);
        Assert.All(times, time => Assert.Matches(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\z", time));
    }

    private async Task<string> DescribeAsync(string experience)
    {
        var answer = await Aws.ReadAsync(
            $"batch-describe-entities --entity-request-list Catalog=AWSMarketplace,EntityId={experience} Catalog=AWSMarketplace,EntityId={await PolicyAsync(experience)}");
        return answer.GetRawText();
    }

    private async Task<string> PolicyAsync(string experience) =>
        (await Administrator.DescribeEntityAsync(experience)).Json["DetailsDocument"]!["ProcurementPolicies"]![0]!.GetValue<string>();

    /// <summary>The values of all members, however deep, whose names say that they are times.</summary>
    private static IEnumerable<string> Times(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member =>
            member.Name is "StartTime" or "EndTime" or "LastModifiedDate" ? [member.Value.GetString()!] : Times(member.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Times),
        _ => [],
    };

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
