namespace Guildhall.Tests.SimulatedAws.Organizations;

/// <summary>Tags of the root, units and accounts (aws-operations.md A.2, A.6).</summary>
public sealed class TagTests : CloudTest
{
    [Fact]
    public async Task Tags_are_added_changed_and_taken_off()
    {
        foreach (var resource in new[] { Organization.RootId, Organization.Unit("Finance"), Organization.Member("Payroll") })
        {
            (await Tag(resource, ("team", "red"), ("cost", ""))).Ok();
            (await Tag(resource, ("team", "blue"))).Ok();
            Assert.Equal(["cost=", "team=blue"], await Tags(resource));

            (await Management.OrganizationsAsync("UntagResource", new { ResourceId = resource, TagKeys = new[] { "team", "nothing" } })).Ok();
            Assert.Equal(["cost="], await Tags(resource));
        }
    }

    [Fact]
    public async Task A_resource_has_fifty_tags_and_not_more()
    {
        (await Tag(Organization.RootId, [.. Enumerable.Range(0, 50).Select(number => ($"k{number}", "v"))])).Ok();

        Assert.Equal("ConstraintViolationException/MAX_TAG_LIMIT_EXCEEDED", (await Tag(Organization.RootId, ("one more", "v"))).Error);
        Assert.Null((await Tag(Organization.RootId, ("k1", "w"))).Error);
    }

    [Fact]
    public async Task Bad_tags_are_refused()
    {
        Assert.Equal("InvalidInputException/DUPLICATE_TAG_KEY", (await Tag(Organization.RootId, ("a", "1"), ("a", "2"))).Error);
        Assert.Equal("InvalidInputException/INVALID_SYSTEM_TAGS_PARAMETER", (await Tag(Organization.RootId, ("aws:own", "1"))).Error);
        Assert.Equal("InvalidInputException/MIN_LENGTH_EXCEEDED", (await Tag(Organization.RootId, ("", "1"))).Error);
        Assert.Equal("InvalidInputException/MAX_LENGTH_EXCEEDED", (await Tag(Organization.RootId, (new string('k', 129), "1"))).Error);
        Assert.Equal("InvalidInputException/MAX_LENGTH_EXCEEDED", (await Tag(Organization.RootId, ("k", new string('v', 257)))).Error);
        Assert.Equal("InvalidInputException/INVALID_PATTERN", (await Tag(Organization.RootId, ("k", "a<b"))).Error);
        Assert.Equal("TargetNotFoundException", (await Tag("r-zzzz", ("k", "v"))).Error);
        Assert.Empty(await Tags(Organization.RootId));
    }

    private Task<CloudReply> Tag(string resource, params (string Key, string Value)[] tags) =>
        Management.OrganizationsAsync("TagResource", new { ResourceId = resource, Tags = tags.Select(tag => new { tag.Key, tag.Value }) });

    private async Task<IEnumerable<string>> Tags(string resource) =>
        (await Management.OrganizationsAsync("ListTagsForResource", new { ResourceId = resource })).Ok().Json.GetProperty("Tags").EnumerateArray()
            .Select(tag => $"{tag.GetProperty("Key").GetString()}={tag.GetProperty("Value").GetString()}");
}
