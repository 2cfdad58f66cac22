using System.Text.Json;
using Guildhall.Tests.Server;

namespace Guildhall.Tests.Clients;

/// <summary>All operations of the Catalog API through AWS's own clients. private-marketplace.md 12, items 1, 2, 5 and 7.</summary>
[Trait("Ring", "Clients")]
public sealed class OperationTests() : CliTests(options => options with { ChangeSetDelay = TimeSpan.FromSeconds(8) })
{
    private const string Create = """[{"ChangeType":"CreateExperience","Entity":{"Type":"Experience@1.0"},"DetailsDocument":{"Name":"New"}}]""";
    private const string Catalog = "--catalog AWSMarketplace";

    [Fact]
    public async Task Conformance_01_All_13_operations_answer_the_unmodified_CLI()
    {
        var experience = await Administrator.ExperienceAsync("Everything", [], []);
        var arn = $"arn:aws:aws-marketplace:us-east-1:{World.Management}:AWSMarketplace/Experience/{experience}";
        const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"aws-marketplace:DescribeEntity","Resource":"*"}]}""";

        var started = (await CallAsync($"start-change-set {Catalog} --change-set", Create)).GetProperty("ChangeSetId").GetString();
        Assert.Equal(started, (await CallAsync($"cancel-change-set {Catalog} --change-set-id {started}")).GetProperty("ChangeSetId").GetString());
        Assert.Equal("CANCELLED", (await CallAsync($"describe-change-set {Catalog} --change-set-id {started}")).GetProperty("Status").GetString());
        Assert.Equal(2, (await CallAsync($"list-change-sets {Catalog}")).GetProperty("ChangeSetSummaryList").GetArrayLength());
        Assert.Equal("Experience@1.0", (await CallAsync($"describe-entity {Catalog} --entity-id {experience}")).GetProperty("EntityType").GetString());
        Assert.True((await CallAsync($"batch-describe-entities --entity-request-list Catalog=AWSMarketplace,EntityId={experience}")).GetProperty("EntityDetails").TryGetProperty(experience, out _));
        Assert.Equal(1, (await CallAsync($"list-entities {Catalog} --entity-type Experience")).GetProperty("EntitySummaryList").GetArrayLength());
        await QuietAsync($"tag-resource --resource-arn {arn} --tags Key=unit,Value=engineering");
        Assert.Equal("engineering", (await CallAsync($"list-tags-for-resource --resource-arn {arn}")).GetProperty("Tags")[0].GetProperty("Value").GetString());
        await QuietAsync($"untag-resource --resource-arn {arn} --tag-keys unit");
        await QuietAsync($"put-resource-policy --resource-arn {arn} --policy", Policy);
        Assert.Equal(Policy, (await CallAsync($"get-resource-policy --resource-arn {arn}")).GetProperty("Policy").GetString());
        await QuietAsync($"delete-resource-policy --resource-arn {arn}");
    }

    [Fact]
    public async Task Conformance_02_What_the_CLI_lets_through_and_the_limits_do_not_is_a_ValidationException()
    {
        var many = JsonSerializer.Serialize(Enumerable.Repeat(JsonElement.Parse(Create)[0], 21));

        Assert.Equal("ValidationException", (await Aws.RunAsync($"marketplace-catalog start-change-set {Catalog} --change-set", many)).ErrorName);
        Assert.Equal("ValidationException", (await Aws.RunAsync($"marketplace-catalog start-change-set {Catalog} --change-set-name no/slash --change-set", Create)).ErrorName);
        Assert.Equal("ValidationException", (await Aws.RunAsync($"marketplace-catalog list-entities {Catalog} --entity-type Experience --no-paginate --max-results 51")).ErrorName);
    }

    [Fact]
    public async Task Conformance_05_07_A_locked_experience_is_in_use_and_a_token_is_good_for_one_request()
    {
        var experience = await Administrator.ExperienceAsync("Busy", [], []);
        var start = $"marketplace-catalog start-change-set {Catalog} --client-request-token token-1 --change-set";

        var first = (await Aws.RunAsync(start, Rename("Uno"))).Json.GetProperty("ChangeSetId").GetString();
        var locked = await Administrator.TryStartAsync(HallCaller.Change("UpdateExperience", experience, new { Name = "Due" }));

        Assert.Equal("ResourceInUseException", locked.ErrorType);
        Assert.Equal(first, (await Aws.RunAsync(start, Rename("Uno"))).Json.GetProperty("ChangeSetId").GetString());
        Assert.Equal("ValidationException", (await Aws.RunAsync(start, Rename("Tre"))).ErrorName);

        string Rename(string name) => JsonSerializer.Serialize(new[] { HallCaller.Change("UpdateExperience", experience, new { Name = name }) });
    }

    private async Task<JsonElement> CallAsync(string words, params string[] arguments) =>
        (await Aws.RunAsync($"marketplace-catalog {words}", arguments)).Json;

    private async Task QuietAsync(string words, params string[] arguments) =>
        (await Aws.RunAsync($"marketplace-catalog {words}", arguments)).Ok();
}
