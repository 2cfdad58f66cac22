using System.Text.Json;
using Guildhall.Tests.Server;
using Guildhall.Tests.Server.Api;
using Guildhall.Tests.Wire.Signing;

namespace Guildhall.Tests.Clients;

/// <summary>The AWS CLI and botocore against the Catalog API: the examples of private-marketplace.md 11.6 to 11.8, with ids substituted.</summary>
[Trait("Ring", "Clients")]
public sealed class CatalogCliTests(SqliteApiHall fixture) : IClassFixture<SqliteApiHall>
{
    [Theory]
    [InlineData("")]
    [InlineData("/aws")]
    public async Task Everybodys_first_command_says_who_the_key_belongs_to(string prefix)
    {
        var identity = (await Cli(fixture.Administrator, prefix).RunAsync("sts get-caller-identity")).Json;

        Assert.Equal(fixture.World.Management, identity.GetProperty("Account").GetString());
        Assert.Equal($"arn:aws:iam::{fixture.World.Management}:user/admin", identity.GetProperty("Arn").GetString());
        Assert.StartsWith("AIDA", identity.GetProperty("UserId").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/aws")]
    public async Task Example_11_6_list_entities_of_the_private_marketplace(string prefix)
    {
        var id = await fixture.Administrator.ExperienceAsync("Engineering", [], []);
        var answer = (await Cli(fixture.Delegate, prefix).RunAsync("marketplace-catalog list-entities --cli-input-json", """
            { "Catalog": "AWSMarketplace", "EntityType": "Experience",
              "FilterList": [ { "Name": "Scope", "ValueList": ["SharedWithMe"] } ],
              "Sort": { "SortBy": "LastModifiedDate", "SortOrder": "DESCENDING" }, "MaxResults": 50 }
            """)).Json;

        var first = answer.GetProperty("EntitySummaryList")[0];
        Assert.Equal((id, "Engineering", "Experience", fixture.ArnOf(id)), (Text(first, "EntityId"), Text(first, "Name"), Text(first, "EntityType"), Text(first, "EntityArn")));
    }

    [Fact]
    public async Task Example_11_6_list_entities_of_products()
    {
        var answer = (await Cli(fixture.Buyer).RunAsync("marketplace-catalog list-entities --cli-input-json", """
            { "Catalog": "AWSMarketplace", "EntityType": "SaaSProduct",
              "EntityTypeFilters": { "SaaSProductFilters": {
                "ProductTitle": { "WildCardValue": "Ledger" }, "Visibility": { "ValueList": ["Public"] },
                "LastModifiedDate": { "DateRange": { "AfterValue": "2025-01-01T00:00:00Z" } } } },
              "EntityTypeSort": { "SaaSProductSort": { "SortBy": "ProductTitle", "SortOrder": "ASCENDING" } } }
            """)).Json;

        var product = Assert.Single(answer.GetProperty("EntitySummaryList").EnumerateArray());
        Assert.Equal((HallWorld.B, "Ledger Sync"), (Text(product, "EntityId"), Text(product.GetProperty("SaaSProductSummary"), "ProductTitle")));
    }

    [Fact]
    public async Task Example_11_6_list_change_sets()
    {
        var experience = await fixture.Administrator.ExperienceAsync("Fails", [], []);
        var failed = await fixture.Administrator.RunAsync(HallCaller.Change("RestrictExperience", experience, new { }));
        var answer = (await Cli(fixture.Delegate).RunAsync("marketplace-catalog list-change-sets --cli-input-json", """
            { "Catalog": "AWSMarketplace",
              "FilterList": [ { "Name": "Status", "ValueList": ["FAILED", "CANCELLED"] },
                              { "Name": "AfterStartTime", "ValueList": ["2026-05-01T00:00:00Z"] },
                              { "Name": "Scope", "ValueList": ["SharedWithMe"] } ],
              "Sort": { "SortBy": "StartTime", "SortOrder": "DESCENDING" }, "MaxResults": 20 }
            """)).Json;

        var summary = answer.GetProperty("ChangeSetSummaryList")[0];
        Assert.Equal((failed["ChangeSetId"]!.GetValue<string>(), "FAILED"), (Text(summary, "ChangeSetId"), Text(summary, "Status")));
    }

    [Fact]
    public async Task Example_11_6_batch_describe_entities()
    {
        var id = await fixture.Administrator.ExperienceAsync("Batched", [], []);
        var answer = (await Cli(fixture.Administrator).RunAsync("marketplace-catalog batch-describe-entities --cli-input-json", $$"""
            { "EntityRequestList": [
              { "Catalog": "AWSMarketplace", "EntityId": "{{id}}" },
              { "Catalog": "AWSMarketplace", "EntityId": "exp-zzzzzzzzzzzzz" } ] }
            """)).Json;

        Assert.Equal("Batched", Text(answer.GetProperty("EntityDetails").GetProperty(id).GetProperty("DetailsDocument"), "Name"));
        Assert.Equal("ResourceNotFoundException", Text(answer.GetProperty("Errors").GetProperty("exp-zzzzzzzzzzzzz"), "ErrorCode"));
    }

    [Fact]
    public async Task Example_11_6_describe_entity_and_change_set_and_a_cancel_too_late()
    {
        var started = await fixture.Administrator.RunAsync(new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = "Read" } });
        var (set, id) = (started["ChangeSetId"]!.GetValue<string>(), started["ChangeSet"]![0]!["Entity"]!["Identifier"]!.GetValue<string>().Split('@')[0]);
        var aws = Cli(fixture.Administrator);

        var entity = (await aws.RunAsync("marketplace-catalog describe-entity --cli-input-json", $$"""{ "Catalog": "AWSMarketplace", "EntityId": "{{id}}" }""")).Json;
        var described = (await aws.RunAsync("marketplace-catalog describe-change-set --cli-input-json", $$"""{ "Catalog": "AWSMarketplace", "ChangeSetId": "{{set}}" }""")).Json;
        var cancelled = await aws.RunAsync("marketplace-catalog cancel-change-set --cli-input-json", $$"""{ "Catalog": "AWSMarketplace", "ChangeSetId": "{{set}}" }""");

        Assert.Equal($"{id}@1", Text(entity, "EntityIdentifier"));
        Assert.Equal(Text(entity, "Details"), entity.GetProperty("DetailsDocument").GetRawText().Replace("\n", "", StringComparison.Ordinal).Replace("    ", "", StringComparison.Ordinal).Replace("\": ", "\":", StringComparison.Ordinal));
        Assert.Equal("SUCCEEDED", Text(described, "Status"));
        Assert.Equal("ResourceInUseException", cancelled.ErrorName);
    }

    [Fact]
    public async Task Example_11_7_tags()
    {
        var arn = fixture.ArnOf(await fixture.Administrator.ExperienceAsync("Tagged", [], []));
        var aws = Cli(fixture.Administrator);

        (await aws.RunAsync("marketplace-catalog tag-resource --cli-input-json", $$"""{ "ResourceArn": "{{arn}}", "Tags": [ { "Key": "unit", "Value": "engineering" } ] }""")).Ok();
        var tags = (await aws.RunAsync("marketplace-catalog list-tags-for-resource --cli-input-json", $$"""{ "ResourceArn": "{{arn}}" }""")).Json.GetProperty("Tags");
        (await aws.RunAsync("marketplace-catalog untag-resource --cli-input-json", $$"""{ "ResourceArn": "{{arn}}", "TagKeys": ["unit"] }""")).Ok();
        var after = (await aws.RunAsync($"marketplace-catalog list-tags-for-resource --resource-arn {arn}")).Json.GetProperty("Tags");

        Assert.Equal(("unit", "engineering"), (Text(tags[0], "Key"), Text(tags[0], "Value")));
        Assert.Equal(0, after.GetArrayLength());
    }

    [Fact]
    public async Task Example_11_7_resource_policies()
    {
        var arn = fixture.ArnOf(await fixture.Administrator.ExperienceAsync("With a policy", [], []));
        var aws = Cli(fixture.Administrator);
        const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"aws-marketplace:DescribeEntity","Resource":"*"}]}""";

        (await aws.RunAsync("marketplace-catalog put-resource-policy --cli-input-json", JsonSerializer.Serialize(new { ResourceArn = arn, Policy }))).Ok();
        var read = (await aws.RunAsync("marketplace-catalog get-resource-policy --cli-input-json", $$"""{ "ResourceArn": "{{arn}}" }""")).Json;
        (await aws.RunAsync("marketplace-catalog delete-resource-policy --cli-input-json", $$"""{ "ResourceArn": "{{arn}}" }""")).Ok();

        Assert.Equal(Policy, Text(read, "Policy"));
        Assert.Equal("ResourceNotFoundException", (await aws.RunAsync($"marketplace-catalog get-resource-policy --resource-arn {arn}")).ErrorName);
    }

    [Fact]
    public async Task Example_11_8_shorthand_filters_and_details_in_single_quotes()
    {
        var aws = Cli(fixture.Delegate);
        var started = (await aws.RunAsync("marketplace-catalog start-change-set --catalog AWSMarketplace --change-set", """
            [{"ChangeType":"CreateExperience","ChangeName":"CreateExp","Entity":{"Type":"Experience@1.0"},"DetailsDocument":{"Name":"From the shell"}},
             {"ChangeType":"UpdateExperience","Entity":{"Type":"Experience@1.0","Identifier":"$CreateExp.Entity.Identifier"},"DetailsDocument":{"Status":"Enabled"}}]
            """)).Json;
        var ended = await fixture.Delegate.EndAsync(Text(started, "ChangeSetId"));
        var listed = (await aws.RunAsync("marketplace-catalog list-entities --catalog AWSMarketplace --entity-type Experience --filter-list Name=Scope,ValueList=SharedWithMe Name=Status,ValueList=Enabled")).Json;

        Assert.Equal("SUCCEEDED", ended["Status"]!.GetValue<string>());
        Assert.Contains("From the shell", listed.GetProperty("EntitySummaryList").EnumerateArray().Select(e => Text(e, "Name")));
    }

    [Fact]
    public async Task The_CLI_pages_to_the_end_whatever_its_page_size_and_goes_on_where_it_stopped()
    {
        fixture.AddProducts([.. Enumerable.Range(0, 7).Select(i => ApiHall.Product($"prod-cli{i}", $"Page {i}", "DataProduct"))]);
        var aws = Cli(fixture.Administrator);
        const string List = "marketplace-catalog list-entities --catalog AWSMarketplace --entity-type DataProduct";

        Assert.Equal(7, Count((await aws.RunAsync($"{List} --page-size 2")).Json));
        var some = (await aws.RunAsync($"{List} --page-size 2 --max-items 3")).Json;
        Assert.Equal(3, Count(some));
        Assert.Equal(4, Count((await aws.RunAsync($"{List} --page-size 2 --starting-token {Text(some, "NextToken")}")).Json));
        Assert.Equal("ValidationException", (await aws.RunAsync($"{List} --no-paginate --max-results 51")).ErrorName);

        static int Count(JsonElement answer) => answer.GetProperty("EntitySummaryList").GetArrayLength();
    }

    [Fact]
    public async Task botocore_pages_both_lists_and_reads_errors_as_their_classes()
    {
        fixture.AddProducts([.. Enumerable.Range(0, 7).Select(i => ApiHall.Product($"prod-boto{i}", $"Page {i}", "AmiProduct"))]);
        for (var i = 0; i < 3; i++) await fixture.Stranger.StartAsync(new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = "Paged" } });
        var (key, secret) = (fixture.Stranger.Credentials.AccessKeyId, fixture.Stranger.Credentials.SecretAccessKey);

        var seen = JsonElement.Parse((await Python.RunAsync("Clients/page_with_botocore.py", fixture.Hall.Url, key, secret)).Single());

        Assert.Equal("[7,4,7]", seen.GetProperty("products").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("[3,3,3]", seen.GetProperty("changeSets").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("ResourceNotFoundException", Text(seen, "missing"));
        Assert.Equal("ValidationException", Text(seen, "invalid"));
        Assert.Equal("ResourceNotFoundException", Text(seen, "noPolicy"));
    }

    private AwsCli Cli(HallCaller caller, string prefix = "") => new(new Uri(fixture.Hall.Url + prefix), caller.Credentials.AccessKeyId, caller.Credentials.SecretAccessKey);

    private static string Text(JsonElement value, string member) => value.GetProperty(member).GetString()!;
}
