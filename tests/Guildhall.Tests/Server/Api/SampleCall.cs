using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Api;

/// <summary>
/// A valid call of each operation, for the tests that none escapes authorization. Whoever adds an operation adds its sample, or a test fails.
/// </summary>
/// <param name="Make">Method, path and body; from an entity's id, its ARN, and a change set's id.</param>
/// <param name="AboutOne">Whether the call names one resource, which may be another tenant's.</param>
internal sealed record SampleCall(string Operation, Func<SampleIds, (HttpMethod Method, string Path, string Body)> Make, bool AboutOne = true)
{
    /// <summary>The action asked for: <c>aws-marketplace:</c> and the operation's name but for BatchDescribeEntities, which uses DescribeEntity.</summary>
    public string Action => $"aws-marketplace:{(Operation == "BatchDescribeEntities" ? "DescribeEntity" : Operation)}";

    public static IReadOnlyDictionary<string, SampleCall> All { get; } = new SampleCall[]
    {
        new("StartChangeSet", ids => Post("StartChangeSet", new JsonObject
        {
            ["Catalog"] = "AWSMarketplace",
            ["ChangeSet"] = new JsonArray(new JsonObject
            {
                ["ChangeType"] = "UpdateExperience",
                ["Entity"] = new JsonObject { ["Type"] = "Experience@1.0", ["Identifier"] = ids.Entity },
                ["DetailsDocument"] = new JsonObject { ["Description"] = "Sample" },
            }),
        })),
        new("DescribeChangeSet", ids => Get($"DescribeChangeSet?catalog=AWSMarketplace&changeSetId={ids.ChangeSet}")),
        new("ListChangeSets", _ => Post("ListChangeSets", new JsonObject { ["Catalog"] = "AWSMarketplace" }), AboutOne: false),
        new("CancelChangeSet", ids => (HttpMethod.Patch, $"/CancelChangeSet?catalog=AWSMarketplace&changeSetId={ids.ChangeSet}", "")),
        new("DescribeEntity", ids => Get($"DescribeEntity?catalog=AWSMarketplace&entityId={ids.Entity}")),
        new("BatchDescribeEntities", ids => Post("BatchDescribeEntities", new JsonObject
        {
            ["EntityRequestList"] = new JsonArray(new JsonObject { ["Catalog"] = "AWSMarketplace", ["EntityId"] = ids.Entity }),
        })),
        new("ListEntities", _ => Post("ListEntities", new JsonObject { ["Catalog"] = "AWSMarketplace", ["EntityType"] = "Experience" }), AboutOne: false),
        new("TagResource", ids => Post("TagResource", new JsonObject { ["ResourceArn"] = ids.Arn, ["Tags"] = new JsonArray(new JsonObject { ["Key"] = "k", ["Value"] = "v" }) })),
        new("UntagResource", ids => Post("UntagResource", new JsonObject { ["ResourceArn"] = ids.Arn, ["TagKeys"] = new JsonArray("k") })),
        new("ListTagsForResource", ids => Post("ListTagsForResource", new JsonObject { ["ResourceArn"] = ids.Arn })),
        new("PutResourcePolicy", ids => Post("PutResourcePolicy", new JsonObject
        {
            ["ResourceArn"] = ids.Arn,
            ["Policy"] = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"999999999999"},"Action":"aws-marketplace:DescribeEntity","Resource":"*"}]}""",
        })),
        new("GetResourcePolicy", ids => Get($"GetResourcePolicy?resourceArn={Uri.EscapeDataString(ids.Arn)}")),
        new("DeleteResourcePolicy", ids => (HttpMethod.Delete, $"/DeleteResourcePolicy?resourceArn={Uri.EscapeDataString(ids.Arn)}", "")),
        new("SearchListings", _ => Discover("searchListings", []), AboutOne: false),
        new("SearchFacets", _ => Discover("searchFacets", []), AboutOne: false),
        new("GetListing", ids => Discover("getListing", new JsonObject { ["listingId"] = ids.Entity })),
        new("GetProduct", ids => Discover("getProduct", new JsonObject { ["productId"] = ids.Entity })),
        new("GetOffer", ids => Discover("getOffer", new JsonObject { ["offerId"] = ids.Entity })),
        new("GetOfferSet", ids => Discover("getOfferSet", new JsonObject { ["offerSetId"] = ids.Entity })),
        new("GetOfferTerms", ids => Discover("getOfferTerms", new JsonObject { ["offerId"] = ids.Entity })),
        new("ListPurchaseOptions", _ => Discover("listPurchaseOptions", new JsonObject { ["filters"] = new JsonArray(new JsonObject { ["filterType"] = "VISIBILITY_SCOPE", ["filterValues"] = new JsonArray("PUBLIC") }) }), AboutOne: false),
        new("ListFulfillmentOptions", ids => Discover("listFulfillmentOptions", new JsonObject { ["productId"] = ids.Entity })),
    }.ToDictionary(s => s.Operation);

    public Task<HallAnswer> SendAsync(HallCaller caller, SampleIds ids)
    {
        var (method, path, body) = Make(ids);
        return caller.SendAsync(method, path, body);
    }

    private static (HttpMethod, string, string) Get(string pathAndQuery) => (HttpMethod.Get, "/" + pathAndQuery, "");

    private static (HttpMethod, string, string) Discover(string name, JsonObject body) => Post("2026-02-05/" + name, body);

    private static (HttpMethod, string, string) Post(string name, JsonObject body) => (HttpMethod.Post, "/" + name, body.ToJsonString());
}

/// <summary>What a sample call is about.</summary>
internal sealed record SampleIds(string Entity, string Arn, string ChangeSet)
{
    /// <summary>The text without anything of these ids, to compare answers that repeat what was asked.</summary>
    public string Hide(string text) => text
        .Replace(Arn, "ARN", StringComparison.Ordinal)
        .Replace(Entity, "ENTITY", StringComparison.Ordinal)
        .Replace(ChangeSet, "SET", StringComparison.Ordinal);
}
