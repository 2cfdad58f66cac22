using System.Text.Json.Nodes;

namespace Guildhall.Tests.Server.Api;

/// <summary>Valid requests that together have every member of AWS's model, for <see cref="CatalogModelTests"/>.</summary>
internal static class ModelRequests
{
    private const string Date = """{"DateRange":{"AfterValue":"2020-01-01T00:00:00Z","BeforeValue":"2030-01-01T00:00:00Z"}}""";
    private const string Dates = """{"DateRange":{"AfterValue":"2020-01-01T00:00:00Z","BeforeValue":"2030-01-01T00:00:00Z"},"ValueList":["2026-01-01T00:00:00Z"]}""";
    private const string Id = """{"ValueList":["prod-1"]}""";
    private const string Text = """{"ValueList":["Tool"],"WildCardValue":"Too"}""";
    private const string Account = """{"ValueList":["444455556666"],"WildCardValue":"444455556666"}""";
    private const string Product = $$"""{"EntityId":{{Id}},"LastModifiedDate":{{Date}},"ProductTitle":{{Text}},"Visibility":{"ValueList":["Public"]} }""";

    public static IReadOnlyList<(string Operation, JsonObject Request)> All { get; } =
    [
        ("StartChangeSet", Parse("""
            {"Catalog":"AWSMarketplace","ChangeSetName":"Model","ClientRequestToken":"model","Intent":"VALIDATE","ChangeSetTags":[{"Key":"k","Value":"v"}],
             "ChangeSet":[{"ChangeType":"CreateExperience","ChangeName":"One","Entity":{"Type":"Experience@1.0"},"EntityTags":[{"Key":"k","Value":"v"}],"Details":"{\"Name\":\"Model\"}"},
                          {"ChangeType":"UpdateExperience","Entity":{"Type":"Experience@1.0","Identifier":"$One.Entity.Identifier"},"DetailsDocument":{"Name":"Model"}}]}
            """)),
        ("ListChangeSets", Parse("""
            {"Catalog":"AWSMarketplace","MaxResults":20,"Sort":{"SortBy":"StartTime","SortOrder":"ASCENDING"},"FilterList":[{"Name":"ChangeSetName","ValueList":["x"]}]}
            """)),
        ("ListEntities", Parse("""
            {"Catalog":"AWSMarketplace","EntityType":"Experience","OwnershipType":"SELF","MaxResults":50,"Sort":{"SortBy":"EntityId","SortOrder":"ASCENDING"},
             "FilterList":[{"Name":"EntityId","ValueList":["x"]}]}
            """)),
        Typed("AmiProduct", Product, "ProductTitle"),
        Typed("ContainerProduct", Product, "ProductTitle"),
        Typed("DataProduct", Product, "ProductTitle"),
        Typed("MachineLearningProduct", Product, "ProductTitle"),
        Typed("SaaSProduct", Product, "ProductTitle"),
        Typed("Offer", $$"""
            {"EntityId":{{Id}},"Name":{{Text}},"ProductId":{{Id}},"ResaleAuthorizationId":{{Id}},"ReleaseDate":{{Date}},"AvailabilityEndDate":{{Date}},
             "BuyerAccounts":{"WildCardValue":"4444"},"State":{"ValueList":["Draft"]},"Targeting":{"ValueList":["None"]},"LastModifiedDate":{{Date}},"OfferSetId":{"ValueList":["offerset-1ab"]} }
            """, "Name"),
        Typed("OfferSet", $$"""
            {"EntityId":{"ValueList":["offerset-1ab"]},"Name":{"ValueList":["x"]},"State":{"ValueList":["Draft"]},"ReleaseDate":{{Date}},"AssociatedOfferIds":{{Id}},
             "SolutionId":{{Id}},"LastModifiedDate":{{Date}} }
            """, "Name"),
        Typed("ResaleAuthorization", $$"""
            {"EntityId":{{Id}},"Name":{{Text}},"ProductId":{{Text}},"CreatedDate":{{Dates}},"AvailabilityEndDate":{{Dates}},"ManufacturerAccountId":{{Account}},"ProductName":{{Text}},
             "ManufacturerLegalName":{{Text}},"ResellerAccountID":{{Account}},"ResellerLegalName":{{Text}},"Status":{"ValueList":["Draft"]},
             "OfferExtendedStatus":{"ValueList":["x"]},"LastModifiedDate":{{Date}} }
            """, "Name"),
        ("BatchDescribeEntities", Parse("""{"EntityRequestList":[{"Catalog":"AWSMarketplace","EntityId":"exp-1"}]}""")),
        ("TagResource", Parse("""{"ResourceArn":"arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace/Experience/exp-1","Tags":[{"Key":"k","Value":"v"}]}""")),
        ("UntagResource", Parse("""{"ResourceArn":"arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace/Experience/exp-1","TagKeys":["k"]}""")),
        ("ListTagsForResource", Parse("""{"ResourceArn":"arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace/Experience/exp-1"}""")),
        ("PutResourcePolicy", Parse("""
            {"ResourceArn":"arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace/Experience/exp-1",
             "Policy":"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"aws-marketplace:DescribeEntity\",\"Resource\":\"*\"}]}"}
            """)),
    ];

    private static (string, JsonObject) Typed(string type, string filters, string by) => ("ListEntities", Parse($$"""
        {"Catalog":"AWSMarketplace","EntityType":"{{type}}","EntityTypeFilters":{ "{{type}}Filters":{{filters}} },
         "EntityTypeSort":{ "{{type}}Sort":{"SortBy":"{{by}}","SortOrder":"ASCENDING"} } }
        """));

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
