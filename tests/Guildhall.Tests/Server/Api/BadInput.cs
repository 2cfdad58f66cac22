using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Api;

/// <summary>A valid request of an operation with one member made wrong.</summary>
internal static class BadInput
{
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"aws-marketplace:DescribeEntity","Resource":"*"}]}""";

    private static readonly JsonNode? Absent = "(absent)";

    /// <summary>Every case: the operation, what is wrong, the request. Limits are those of private-marketplace.md 1.3, over by one.</summary>
    public static IEnumerable<(string Operation, string Wrong, JsonObject Request)> All =>
    [
        .. Cases("StartChangeSet", Start, StartCases),
        .. Cases("StartChangeSet", Allow, AllowCases),
        .. Cases("ListChangeSets", Catalog, [.. CatalogCases, .. ListCases(20), .. SortCases, .. ChangeSetFilterCases]),
        .. Cases("ListEntities", Entities, [.. CatalogCases, .. ListCases(50), .. SortCases, .. EntityCases]),
        .. Cases("ListEntities", Products, [.. TypedFilterCases, .. TypedSortCases]),
        .. Cases("BatchDescribeEntities", Batch, BatchCases),
        .. Cases("TagResource", () => Tagging(new JsonObject { ["Tags"] = Tags("k", "v") }), [.. ArnCases, .. TagCases("Tags")]),
        .. Cases("UntagResource", () => Tagging(new JsonObject { ["TagKeys"] = new JsonArray("k") }), [.. ArnCases, .. TagKeyCases]),
        .. Cases("ListTagsForResource", () => Tagging([]), ArnCases),
        .. Cases("PutResourcePolicy", () => Tagging(new JsonObject { ["Policy"] = Policy }), [.. ArnCases, ("Policy", Absent), ("Policy", ""), ("Policy", new JsonObject()), ("Policy", Policy.PadRight(10_241)), ("Policy", Policy + "Ω")]),
    ];

    private static IEnumerable<(string, JsonNode?)> StartCases =>
    [
        .. CatalogCases,
        ("ChangeSet", Absent), ("ChangeSet", new JsonArray()), ("ChangeSet", "x"), ("ChangeSet", new JsonArray((JsonNode?)null)),
        ("ChangeSet", new JsonArray([.. Enumerable.Range(0, 21).Select(_ => Start()["ChangeSet"]![0]!.DeepClone())])),
        ("ChangeSet.0.ChangeType", Absent), ("ChangeSet.0.ChangeType", "createExperience"), ("ChangeSet.0.ChangeType", "AssociateProcurementPolicy"), ("ChangeSet.0.ChangeType", "C" + Long(255)),
        ("ChangeSet.0.ChangeType", 7),
        ("ChangeSet.0.ChangeName", ""), ("ChangeSet.0.ChangeName", Long(73)), ("ChangeSet.0.ChangeName", "a b"), ("ChangeSet.0.ChangeName", "é"),
        ("ChangeSet.0.Entity", Absent), ("ChangeSet.0.Entity.Type", Absent), ("ChangeSet.0.Entity.Type", "Experience"), ("ChangeSet.0.Entity.Type", "Experience@2.0"),
        ("ChangeSet.0.Entity.Type", "Audience@1.0"), ("ChangeSet.0.Entity.Type", Long(252) + "@1.0"), ("ChangeSet.0.Entity.Identifier", "exp-aaaaaaaaaaaaa"),
        ("ChangeSet.0.DetailsDocument", Absent), ("ChangeSet.0.Details", """{"Name":"Both"}"""), ("ChangeSet.0.DetailsDocument", "text"), ("ChangeSet.0.DetailsDocument", new JsonArray()),
        ("ChangeSet.0.DetailsDocument", 1), ("ChangeSet.0.DetailsDocument.Description", Long(16_384)), ("ChangeSet.0.DetailsDocument.Unknown", "x"), ("ChangeSet.0.DetailsDocument.Name", Absent),
        ("ChangeSet.0.DetailsDocument.Name", ""), ("ChangeSet.0.DetailsDocument.Name", Long(256)), ("ChangeSet.0.DetailsDocument.Name", 1), ("ChangeSet.0.DetailsDocument.Description", Long(1_025)),
        ("ChangeSet.0.EntityTags", new JsonArray()), .. TagCases("ChangeSet.0.EntityTags"),
        ("ChangeSetName", ""), ("ChangeSetName", Long(101)), ("ChangeSetName", "a#b"), ("ChangeSetName", 1),
        ("ClientRequestToken", ""), ("ClientRequestToken", Long(65)), ("ClientRequestToken", "a b"), ("ClientRequestToken", "é"),
        ("ChangeSetTags", new JsonArray()), .. TagCases("ChangeSetTags"),
        ("Intent", "apply"), ("Intent", "DELETE"), ("Intent", ""),
    ];

    private static IEnumerable<(string, JsonNode?)> AllowCases =>
    [
        ("ChangeSet.0.Entity.Identifier", Absent), ("ChangeSet.0.Entity.Identifier", ""), ("ChangeSet.0.Entity.Identifier", "exp-" + Long(252)), ("ChangeSet.0.Entity.Identifier", "exp 1"),
        ("ChangeSet.0.Entity.Identifier", "exp-1@"), ("ChangeSet.0.Entity.Identifier", "exp-1@one"), ("ChangeSet.0.Entity.Identifier", "$Nobody.Entity.Identifier"),
        ("ChangeSet.0.DetailsDocument.Products", new JsonArray()), ("ChangeSet.0.DetailsDocument.Products", Absent), ("ChangeSet.0.DetailsDocument.Products.0.Ids", new JsonArray()),
        ("ChangeSet.0.DetailsDocument.Products.0.Ids", new JsonArray([.. Enumerable.Range(0, 51).Select(i => (JsonNode)$"prod-{i}")])),
        ("ChangeSet.0.DetailsDocument.Products.0.Ids", new JsonArray("prod-1", "prod-1")), ("ChangeSet.0.DetailsDocument.Products.0.Ids", new JsonArray("no id")),
        ("ChangeSet.0.DetailsDocument.Products.0.Notes", Long(1_025)), ("ChangeSet.0.DetailsDocument.Products.0.Ids", new JsonArray((JsonNode?)null)),
    ];

    private static IEnumerable<(string, JsonNode?)> CatalogCases => [("Catalog", Absent), ("Catalog", ""), ("Catalog", "Other"), ("Catalog", "awsmarketplace"), ("Catalog", Long(65)), ("Catalog", 1)];

    private static IEnumerable<(string, JsonNode?)> SortCases =>
        [("Sort.SortBy", "Unknown"), ("Sort.SortBy", ""), ("Sort.SortOrder", "ascending"), ("Sort.SortOrder", ""), ("Sort", "StartTime"), ("Sort.SortBy", 1)];

    private static IEnumerable<(string, JsonNode?)> ChangeSetFilterCases =>
    [
        ("FilterList", Filter("Status", "Failed")), ("FilterList", Filter("Scope", "Mine")), ("FilterList", Filter("AfterStartTime", "yesterday")),
        ("FilterList", Filter("BeforeEndTime", "2026-05-01T00:00:00.000Z")), ("FilterList", Filter("AfterEndTime", "2026-02-30T00:00:00Z")), ("FilterList", Filter("Name", "x")),
    ];

    private static IEnumerable<(string, JsonNode?)> EntityCases =>
    [
        ("EntityType", Absent), ("EntityType", ""), ("EntityType", "Experience@1.0"), ("EntityType", "experience"), ("EntityType", Long(256)), ("EntityType", 1),
        ("OwnershipType", "self"), ("OwnershipType", ""), ("OwnershipType", "BOTH"),
        ("FilterList", Filter("Scope", "Everything")), ("FilterList", Filter("Scope", "SharedWithMe", "SharedWithMe")), ("FilterList", Filter("Status", "Live")),
        ("FilterList", Filter("AdminStatus", "Archived")), ("FilterList", Filter("Principal", "444455556666")), ("FilterList", Filter("RequestStatus", "Pending")),
        ("EntityTypeFilters", new JsonObject { ["SaaSProductFilters"] = new JsonObject() }), ("EntityTypeSort", new JsonObject { ["SaaSProductSort"] = new JsonObject() }),
        ("EntityTypeFilters", new JsonObject { ["ExperienceFilters"] = new JsonObject() }),
    ];

    private static IEnumerable<(string, JsonNode?)> TypedFilterCases =>
    [
        ("EntityTypeFilters", new JsonObject()), ("EntityTypeFilters", "x"), ("EntityTypeFilters", new JsonArray()),
        ("EntityTypeFilters", new JsonObject { ["SaaSProductFilters"] = new JsonObject(), ["DataProductFilters"] = new JsonObject() }),
        ("EntityTypeFilters", new JsonObject { ["DataProductFilters"] = new JsonObject() }), ("EntityTypeFilters", new JsonObject { ["SaaSProductFilters"] = "x" }),
        .. new (string, JsonNode?)[]
        {
            ("Unknown", new JsonObject()), ("EntityId", "x"), ("EntityId.ValueList", "x"), ("EntityId.ValueList", new JsonArray()), ("EntityId.ValueList", Texts(11)), ("EntityId.ValueList", new JsonArray("-x")),
            ("EntityId.ValueList", new JsonArray("a" + Long(255))), ("EntityId.ValueList", new JsonArray(1)), ("EntityId.WildCardValue", "x"), ("EntityId.DateRange", new JsonObject()),
            ("ProductTitle.ValueList", new JsonArray("")), ("ProductTitle.ValueList", new JsonArray(Long(256))), ("ProductTitle.ValueList", new JsonArray("a\nb")), ("ProductTitle.WildCardValue", ""),
            ("ProductTitle.WildCardValue", Long(256)), ("ProductTitle.WildCardValue", 1), ("Visibility.ValueList", new JsonArray("public")), ("Visibility.ValueList", new JsonArray("Unavailable")),
            ("LastModifiedDate.ValueList", new JsonArray("2026-01-01T00:00:00Z")), ("LastModifiedDate.DateRange", "x"), ("LastModifiedDate.DateRange.AfterValue", "2026-01-01"),
            ("LastModifiedDate.DateRange.BeforeValue", "2026-01-01T00:00:00+00:00"), ("LastModifiedDate.DateRange.Between", "2026-01-01T00:00:00Z"), ("LastModifiedDate.DateRange.AfterValue", 1),
        }.Select(c => ("EntityTypeFilters.SaaSProductFilters." + c.Item1, c.Item2)),
    ];

    private static IEnumerable<(string, JsonNode?)> TypedSortCases =>
    [
        ("EntityTypeSort", new JsonObject()), ("EntityTypeSort", new JsonObject { ["DataProductSort"] = new JsonObject() }), ("EntityTypeSort.SaaSProductSort", "x"),
        ("EntityTypeSort", new JsonObject { ["SaaSProductSort"] = new JsonObject(), ["DataProductSort"] = new JsonObject() }),
        ("EntityTypeSort.SaaSProductSort.SortBy", "CompatibleAWSServices"), ("EntityTypeSort.SaaSProductSort.SortBy", 1), ("EntityTypeSort.SaaSProductSort.SortOrder", "UP"),
        ("Sort", new JsonObject { ["SortBy"] = "ProductTitle" }), ("FilterList", Filter("ProductTitle", "x")),
    ];

    private static IEnumerable<(string, JsonNode?)> BatchCases =>
    [
        ("EntityRequestList", Absent), ("EntityRequestList", new JsonArray()), ("EntityRequestList", "x"), ("EntityRequestList", new JsonArray((JsonNode?)null)),
        ("EntityRequestList", new JsonArray([.. Enumerable.Range(0, 21).Select(_ => Batch()["EntityRequestList"]![0]!.DeepClone())])),
        ("EntityRequestList.0.Catalog", Absent), ("EntityRequestList.0.Catalog", "Other"), ("EntityRequestList.0.EntityId", Absent), ("EntityRequestList.0.EntityId", "exp-aaaaaaaaaaaaa@1"),
        ("EntityRequestList.0.EntityId", "a" + Long(255)), ("EntityRequestList.0.EntityId", "ab"), ("EntityRequestList.0.EntityId", "exp_underscore"), ("EntityRequestList.0.EntityId", 1),
    ];

    private static IEnumerable<(string, JsonNode?)> ArnCases =>
    [
        ("ResourceArn", Absent), ("ResourceArn", ""), ("ResourceArn", "exp-aaaaaaaaaaaaa"), ("ResourceArn", 1), ("ResourceArn", "arn:aws:s3:::bucket"),
        ("ResourceArn", "arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace/Experience/" + Long(256 - 73)), ("ResourceArn", "arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace//x"),
    ];

    private static IEnumerable<(string, JsonNode?)> TagKeyCases =>
    [
        ("TagKeys", Absent), ("TagKeys", new JsonArray()), ("TagKeys", Texts(201)), ("TagKeys", new JsonArray("")), ("TagKeys", new JsonArray(Long(129))), ("TagKeys", new JsonArray("a;b")),
        ("TagKeys", new JsonArray((JsonNode?)null)),
    ];

    private static IEnumerable<(string, JsonNode?)> TagCases(string member) =>
    [
        (member, new JsonArray([.. Enumerable.Range(0, 51).Select(i => (JsonNode)new JsonObject { ["Key"] = $"k{i}", ["Value"] = "v" })])), (member, Tags("", "v")), (member, Tags(Long(129), "v")),
        (member, Tags("k", Long(257))), (member, Tags("a;b", "v")), (member, Tags("k", "a;b")), (member, new JsonArray(Tags("k", "1")[0]!.DeepClone(), Tags("k", "2")[0]!.DeepClone())),
        (member, new JsonArray(new JsonObject { ["Key"] = "k" })), (member, new JsonArray(new JsonObject { ["Value"] = "v" })), (member, new JsonArray((JsonNode?)null)), (member, "x"),
    ];

    private static IEnumerable<(string, JsonNode?)> ListCases(int most) =>
    [
        ("MaxResults", 0), ("MaxResults", most + 1), ("MaxResults", -1), ("MaxResults", 1.5), ("MaxResults", "20"), ("MaxResults", 99_999_999_999L),
        ("NextToken", ""), ("NextToken", Long(2_049)), ("NextToken", "garbage"), ("NextToken", "é"), ("NextToken", 1), ("NextToken", Long(2_048)),
        ("FilterList", new JsonArray()), ("FilterList", "x"), ("FilterList", new JsonArray((JsonNode?)null)), ("FilterList", Filter("Unknown", "x")), ("FilterList", Filter("", "x")),
        ("FilterList", new JsonArray([.. Enumerable.Range(0, 9).Select(i => Filter($"Unknown{i}", "x")[0]!.DeepClone())])),
        ("FilterList", new JsonArray(Filter("EntityId", "x")[0]!.DeepClone(), Filter("EntityId", "y")[0]!.DeepClone())),
        ("FilterList", new JsonArray(new JsonObject { ["Name"] = "EntityId" })), ("FilterList", new JsonArray(new JsonObject { ["ValueList"] = new JsonArray("x") })),
        ("FilterList", Filter("EntityId")), ("FilterList", Filter("EntityId", [.. Enumerable.Range(0, 11).Select(i => $"x{i}")])), ("FilterList", Filter("EntityId", "")),
        ("FilterList", Filter("EntityId", Long(256))), ("FilterList", Filter("EntityId", "a\nb")),
    ];

    private static IEnumerable<(string, string, JsonObject)> Cases(string operation, Func<JsonObject> valid, IEnumerable<(string Path, JsonNode? Value)> wrong) =>
        wrong.Select(w => (operation, $"{w.Path} = {Shorten(w.Value)}", Changed(valid(), w.Path.Split('.'), w.Value)));

    private static JsonObject Changed(JsonObject request, string[] path, JsonNode? value)
    {
        JsonNode at = request;
        foreach (var step in path[..^1]) at = int.TryParse(step, out var place) ? at[place]! : at[step] ??= new JsonObject();
        if (ReferenceEquals(value, Absent)) at.AsObject().Remove(path[^1]);
        else at[path[^1]] = value?.DeepClone();
        return request;
    }

    private static string Shorten(JsonNode? value) => value?.ToJsonString() is { Length: > 60 } text ? $"{text[..60]}… ({text.Length})" : value?.ToJsonString() ?? "null";

    private static JsonObject Catalog() => new() { ["Catalog"] = "AWSMarketplace" };

    private static JsonObject Entities() => new() { ["Catalog"] = "AWSMarketplace", ["EntityType"] = "Experience" };

    private static JsonObject Products() => new() { ["Catalog"] = "AWSMarketplace", ["EntityType"] = "SaaSProduct", ["EntityTypeFilters"] = new JsonObject { ["SaaSProductFilters"] = new JsonObject() } };

    private static JsonObject Batch() => new() { ["EntityRequestList"] = new JsonArray(new JsonObject { ["Catalog"] = "AWSMarketplace", ["EntityId"] = "exp-aaaaaaaaaaaaa" }) };

    private static JsonObject Start() => new()
    {
        ["Catalog"] = "AWSMarketplace",
        ["ChangeSet"] = new JsonArray(new JsonObject
        {
            ["ChangeType"] = "CreateExperience",
            ["Entity"] = new JsonObject { ["Type"] = "Experience@1.0" },
            ["DetailsDocument"] = new JsonObject { ["Name"] = "Never stored" },
        }),
    };

    private static JsonObject Allow() => new()
    {
        ["Catalog"] = "AWSMarketplace",
        ["ChangeSet"] = new JsonArray(new JsonObject
        {
            ["ChangeType"] = "AllowProductProcurement",
            ["Entity"] = new JsonObject { ["Type"] = "Experience@1.0", ["Identifier"] = "exp-aaaaaaaaaaaaa" },
            ["DetailsDocument"] = new JsonObject { ["Products"] = new JsonArray(new JsonObject { ["Ids"] = new JsonArray("prod-1") }) },
        }),
    };

    private static JsonObject Tagging(JsonObject more)
    {
        more["ResourceArn"] = "arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace/Experience/exp-aaaaaaaaaaaaa";
        return more;
    }

    private static JsonArray Filter(string name, params string[] values) => new(new JsonObject { ["Name"] = name, ["ValueList"] = new JsonArray([.. values.Select(v => (JsonNode)v)]) });

    private static JsonArray Tags(string key, string value) => new(new JsonObject { ["Key"] = key, ["Value"] = value });

    private static JsonArray Texts(int count) => new([.. Enumerable.Range(0, count).Select(i => (JsonNode)$"x{i}")]);

    private static string Long(int length) => new('a', length);
}
