using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Domain.Changes;

/// <summary>The worked examples of private-marketplace.md 11, from the JSON of the call to the next state.</summary>
public sealed class WorkedExampleTests
{
    private const string EngineeringSet = """
        { "Catalog": "AWSMarketplace", "ChangeSetName": "Create Engineering", "ChangeSet": [
          { "ChangeType": "CreateExperience", "ChangeName": "CreateExp", "Entity": { "Type": "Experience@1.0" },
            "EntityTags": [{ "Key": "unit", "Value": "engineering" }],
            "DetailsDocument": { "Name": "Engineering", "Description": "Cleared developer tools" } },
          { "ChangeType": "CreateProcurementPolicy", "ChangeName": "CreatePolicy",
            "Entity": { "Type": "Experience@1.0", "Identifier": "$CreateExp.Entity.Identifier" },
            "DetailsDocument": { "Name": "Engineering policy", "Configuration": { "PolicyResourceRequests": "Allow" } } },
          { "ChangeType": "CreateBrandingSettings", "Entity": { "Type": "Experience@1.0", "Identifier": "$CreateExp.Entity.Identifier" },
            "DetailsDocument": { "Name": "Engineering brand", "Configuration": { "Title": "Engineering",
              "Information": "Ask procurement for anything missing.", "ThemeColor": "#0E7F74" } } },
          { "ChangeType": "AllowProductProcurement", "Entity": { "Type": "Experience@1.0", "Identifier": "$CreateExp.Entity.Identifier" },
            "DetailsDocument": { "Products": [ { "Ids": ["prod-aaaaaaaaaaaaa", "prod-bbbbbbbbbbbbb"], "Notes": "Security review 118" } ] } },
          { "ChangeType": "AssociateAudience", "Entity": { "Type": "Experience@1.0", "Identifier": "$CreateExp.Entity.Identifier" },
            "DetailsDocument": { "Name": "Engineering audience", "Principals": ["ou-ab12-11112222"] } },
          { "ChangeType": "UpdateExperience", "Entity": { "Type": "Experience@1.0", "Identifier": "$CreateExp.Entity.Identifier" },
            "DetailsDocument": { "Status": "Enabled" } } ] }
        """;

    [Fact]
    public void Conformance_03_example_11_1_makes_a_live_experience_that_governs_the_accounts_under_the_OU()
    {
        var hall = TheHall();

        var id = Start(hall, EngineeringSet)[0].Target;

        var governing = Governing.Of(hall.Marketplace, new PrincipalId(Hall.Engineer));
        Assert.Equal((id, Relationship.Inherited, Hall.Engineering), (governing.Experience!.Id, governing.Relationship, governing.Node!.Value.Value));
        Assert.Equal((1, "Engineering", "#0E7F74", "Engineering audience"), (hall[id].Revision, hall[id].Branding!.Title, hall[id].Branding!.ThemeColor, hall[id].Audience!.Name));
        Assert.Equal(["prod-aaaaaaaaaaaaa", "prod-bbbbbbbbbbbbb"], hall.Allowed(id));
        Assert.All(hall[id].Policy!.Allowed, g => Assert.Equal("Security review 118", g.Notes));
        Assert.Null(Governing.Of(hall.Marketplace, new PrincipalId(Hall.Accountant)).Experience);
    }

    [Fact]
    public void Example_11_2_switches_requests_off_by_a_details_string()
    {
        var hall = TheHall();
        var id = Start(hall, EngineeringSet)[0].Target;

        Start(hall, One("UpdateProcurementPolicy", id, """ "Details": "{\"Configuration\":{\"PolicyResourceRequests\":\"Deny\"}}" """, revision: "@1"));

        Assert.False(hall[id].Policy!.RequestsAllowed);
    }

    [Fact]
    public void Example_11_3_moves_a_principal_and_fails_without_its_first_change()
    {
        var hall = TheHall();
        var (a, b) = (hall.LiveExperience("A", Hall.Engineer), hall.LiveExperience("B"));
        var associate = Member("AssociateAudience", b, $$""" "DetailsDocument": { "Principals": ["{{Hall.Engineer}}"] } """);
        var disassociate = Member("DisassociateAudience", a, $$""" "DetailsDocument": { "Principals": ["{{Hall.Engineer}}"] } """);

        var failed = Assert.IsType<ChangeOutcome.Failed>(Run(hall, Set(associate)).Outcome);
        Start(hall, Set(disassociate, associate));

        Assert.Equal(("ENTITY_ALREADY_EXISTS", $"{Hall.Engineer} belongs to {a}; remove it there first."), (failed.Problems[0][0].Code, failed.Problems[0][0].Message));
        Assert.Equal([Hall.Engineer], hall.Audience(b));
    }

    [Fact]
    public void Example_11_4_denies_rebrands_takes_offline_archives_and_reactivates()
    {
        var hall = TheHall();
        var id = Start(hall, EngineeringSet)[0].Target;
        hall.Tuned = context => context with
        {
            Logos = new Dictionary<string, LogoCopy> { ["https://static.example.com/logo.png"] = new("https://guildhall.example/logo.png", null) },
        };

        Start(hall, Set(
            Member("DenyProductProcurement", id, """ "DetailsDocument": { "Products": [ { "Ids": ["prod-ccccccccccccc"], "Notes": "Replaced" } ] } """),
            Member("UpdateBrandingSettings", id, """ "DetailsDocument": { "Configuration": { "LogoUrl": "https://static.example.com/logo.png" } } """)));
        Assert.Equal([new ProductGrant(new("prod-ccccccccccccc"), "Replaced")], hall[id].Policy!.Denied);
        Assert.Equal(("https://guildhall.example/logo.png", "Engineering"), (hall[id].Branding!.LogoUrl, hall[id].Branding!.Title));

        Start(hall, Set(
            Member("UpdateExperience", id, """ "DetailsDocument": { "Status": "Disabled" } """), Member("RestrictExperience", id, """ "DetailsDocument": {} """)));
        Assert.True(hall[id].Archived);

        Start(hall, One("ReviveExperience", id, """ "DetailsDocument": {} """));
        Assert.True(hall[id] is { Archived: false, Live: false, Revision: 4 });
    }

    [Fact]
    public void Example_11_5_requests_are_made_declined_with_a_block_cancelled_and_approved()
    {
        var hall = TheHall();
        var id = Start(hall, EngineeringSet)[0].Target;
        EntityId Ask(string product) => Start(hall.As(Hall.Engineer), $$"""
            { "ChangeSet": [ { "ChangeType": "CreateProductProcurementRequest", "Entity": { "Type": "ProductProcurementRequest@1.0" },
              "DetailsDocument": { "Products": [ { "Id": "{{product}}" } ], "Reason": "Needed for the ledger migration", "PurchaseOrderNumber": "PO-2207" } } ] }
            """)[0].Target;

        var (declined, cancelled, approved) = (Ask("prod-ccccccccccccc"), Ask("prod-ddddddddddddd"), Ask("prod-eeeeeeeeeeeee"));
        Start(hall, One("CancelProductProcurementRequest", cancelled, """ "DetailsDocument": {} """));
        hall.As(Hall.Management);
        Start(hall, One("DeclineProductProcurementRequest", declined, """ "DetailsDocument": { "ApproverNote": "Use the existing tool", "BlockFutureRequests": true } """));
        Start(hall, One("ApproveProductProcurementRequest", approved, """ "DetailsDocument": { "ApproverNote": "Approved for all engineers" } """));

        Assert.Equal([RequestStatus.Declined, RequestStatus.Cancelled, RequestStatus.Approved], new[] { declined, cancelled, approved }.Select(r => hall.RequestOf(r).Status));
        Assert.Equal(["prod-aaaaaaaaaaaaa", "prod-bbbbbbbbbbbbb", "prod-eeeeeeeeeeeee"], hall.Allowed(id));
        Assert.Equal(["prod-ccccccccccccc"], hall.Denied(id));
        Assert.Equal([new ProductId("prod-ccccccccccccc")], hall[id].Policy!.Blocked);
    }

    private static Hall TheHall() => Hall.Integrated().Selling([.. "abcde".Select(c => $"prod-{new string(c, 13)}")]);

    private static ImmutableArray<PlannedChange> Start(Hall hall, string json)
    {
        var (plan, outcome) = Run(hall, json);
        hall.Marketplace = Assert.IsType<ChangeOutcome.Succeeded>(outcome).After;
        return plan;
    }

    private static (ImmutableArray<PlannedChange> Plan, ChangeOutcome Outcome) Run(Hall hall, string json)
    {
        var set = SentSet.Read(json);
        Assert.Empty(SetRules.Check(set));
        var plan = ChangePlan.Of(set, hall.Ids);
        return (plan, ChangeRun.Run(hall.Marketplace, ExecutionOrder.Of(plan)!, hall.Context));
    }

    private static string One(string type, EntityId target, string details, string revision = "") => Set(Member(type, target, details, revision));

    private static string Set(params string[] changes) => $$"""{ "ChangeSet": [ {{string.Join(", ", changes)}} ] }""";

    private static string Member(string type, EntityId target, string details, string revision = "") =>
        $$"""{ "ChangeType": "{{type}}", "Entity": { "Type": "x", "Identifier": "{{target}}{{revision}}" }, {{details}} }""";
}
