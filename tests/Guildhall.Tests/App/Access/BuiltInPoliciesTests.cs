using System.Text.Json.Nodes;
using Guildhall.App.Access;
using Guildhall.Tests.Wire.Policies;
using Guildhall.Wire.Policies;

namespace Guildhall.Tests.App.Access;

public sealed class BuiltInPoliciesTests
{
    private const string Listing = "arn:aws:aws-marketplace:::catalog/AWSMarketplace/listing/prod-1";

    public static TheoryData<string> Names =>
    [
        "AWSMarketplaceManageSubscriptions", "AWSMarketplaceRead-only", "AWSPrivateMarketplaceAdminFullAccess", "AWSPrivateMarketplaceRequests",
        "AWSServiceRoleForPrivateMarketplaceAdminPolicy", "GuildhallAccountBuyer", "GuildhallAdministrator", "GuildhallApprover", "GuildhallAuditor", "GuildhallBilling",
        "GuildhallBuyer", "GuildhallManager", "GuildhallPublisher",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void S21_A_built_in_policy_parses(string name)
    {
        var found = BuiltInPolicies.Find(name);

        Assert.NotNull(found);
        Assert.IsType<PolicyParse.Accepted>(PolicyDocument.Parse(found.Json));
    }

    [Fact]
    public void S21_There_are_no_others()
    {
        Assert.Equal(Names.Select(row => row.Data), BuiltInPolicies.All.Select(policy => policy.Name));
        Assert.Null(BuiltInPolicies.Find("AdministratorAccess"));
    }

    [Theory]
    [InlineData("AWSPrivateMarketplaceAdminFullAccess")]
    [InlineData("AWSPrivateMarketplaceRequests")]
    [InlineData("AWSServiceRoleForPrivateMarketplaceAdminPolicy")]
    public void S21_The_managed_policies_are_as_AWS_publishes_them(string name)
    {
        var published = JsonNode.Parse(File.ReadAllText(TestData.Find("iam/managed-policies.json")))!;

        Assert.True(JsonNode.DeepEquals(published[name], JsonNode.Parse(BuiltInPolicies.Find(name)!.Json)));
    }

    [Theory]
    [InlineData("GuildhallBuyer", "SearchListings GetOfferTerms ListEntities StartChangeSet CreateAgreementRequest AcceptAgreementRequest CancelAgreement DescribeAgreement")]
    [InlineData("GuildhallAdministrator", "ListEntities DescribeEntity StartChangeSet CancelChangeSet PutResourcePolicy TagResource SearchListings")]
    [InlineData("GuildhallManager", "StartChangeSet AcceptAgreementRequest")]
    [InlineData("GuildhallApprover", "ListEntities DescribeEntity DescribeChangeSet")]
    [InlineData("GuildhallBilling", "ListAgreementCharges SearchAgreements SearchListings GetProduct")]
    [InlineData("GuildhallAuditor", "ListEntities DescribeEntity GetListing SearchAgreements")]
    [InlineData("GuildhallPublisher", "ResolveCustomer GetEntitlements")]
    [InlineData("AWSMarketplaceManageSubscriptions", "Subscribe Unsubscribe ViewSubscriptions SearchListings DescribeEntity")]
    [InlineData("AWSMarketplaceRead-only", "ViewSubscriptions ListPrivateListings")]
    public void S21_A_policy_grants_what_it_is_for(string name, string actions)
    {
        foreach (var action in actions.Split(' '))
            Assert.True(Allows(name, "aws-marketplace:" + action), action);
    }

    [Theory]
    [InlineData("GuildhallBuyer", "aws-marketplace:CancelChangeSet aws-marketplace:PutResourcePolicy guildhall:ReadAudit guildhall:LinkOrganization")]
    [InlineData("GuildhallAdministrator", "guildhall:LinkOrganization guildhall:SyncOrganization guildhall:ManageBilling")]
    [InlineData("GuildhallApprover", "aws-marketplace:CancelChangeSet aws-marketplace:AcceptAgreementRequest guildhall:LinkOrganization")]
    [InlineData("GuildhallBilling", "aws-marketplace:ListEntities aws-marketplace:AcceptAgreementRequest guildhall:ReadAudit")]
    [InlineData("GuildhallAuditor", "aws-marketplace:StartChangeSet aws-marketplace:TagResource aws-marketplace:CancelAgreement guildhall:LinkOrganization")]
    [InlineData("GuildhallPublisher", "aws-marketplace:SearchListings aws-marketplace:AcceptAgreementRequest aws-marketplace:BatchMeterUsage guildhall:Decide")]
    [InlineData("GuildhallManager", "organizations:CreateAccount iam:GetRole")]
    [InlineData("AWSMarketplaceRead-only", "aws-marketplace:Subscribe aws-marketplace:StartChangeSet")]
    public void S21_A_policy_grants_no_more(string name, string actions)
    {
        foreach (var action in actions.Split(' '))
            Assert.False(Allows(name, action), action);
    }

    [Theory]
    [InlineData("GuildhallAdministrator", true)]
    [InlineData("GuildhallBilling", true)]
    [InlineData("GuildhallAuditor", true)]
    [InlineData("GuildhallApprover", false)]
    [InlineData("GuildhallBuyer", false)]
    public void S21_Who_decides_for_an_organization_reads_what_it_spends(string name, bool reads) => Assert.Equal(reads, Allows(name, "guildhall:ReadSpend"));

    [Fact]
    public void S21_Who_may_order_an_account_may_open_its_console_and_manages_none()
    {
        string[] granted = ["OrderAccount", "ReadAccounts", "EnterAccount"];
        string[] refused = ["ManageAccounts", "ApproveOrder", "LinkOrganization"];

        Assert.All(granted, action => Assert.True(Allows("GuildhallAccountBuyer", "guildhall:" + action), action));
        Assert.All(refused, action => Assert.False(Allows("GuildhallAccountBuyer", "guildhall:" + action), action));
        Assert.False(Allows("GuildhallBuyer", "guildhall:EnterAccount"));
    }

    [Theory]
    [InlineData("GuildhallBuyer", "CreateProductProcurementRequest", "ProductProcurementRequest/*", true)]
    [InlineData("GuildhallBuyer", "AllowProductProcurement", "Experience/exp-1", false)]
    [InlineData("GuildhallBuyer", "ApproveProductProcurementRequest", "ProductProcurementRequest/prodprocreq-1", false)]
    [InlineData("GuildhallApprover", "ApproveProductProcurementRequest", "ProductProcurementRequest/prodprocreq-1", true)]
    [InlineData("GuildhallApprover", "DeclineProductProcurementRequest", "ProductProcurementRequest/prodprocreq-1", true)]
    [InlineData("GuildhallApprover", "UpdateExperience", "Experience/exp-1", false)]
    [InlineData("GuildhallAdministrator", "CreateExperience", "Experience/*", true)]
    public void S21_A_policy_grants_change_types(string name, string type, string entity, bool expected) =>
        Assert.Equal(expected, Set(name).Evaluate(Requests.Change(type, entity)).IsAllowed);

    [Theory]
    [InlineData("GuildhallBuyer", "SaaSProduct/prod-1", true)]
    [InlineData("GuildhallBuyer", "ProductProcurementRequest/prodprocreq-1", true)]
    [InlineData("GuildhallBuyer", "Experience/exp-1", false)]
    [InlineData("GuildhallBuyer", "ProcurementPolicy/procpolicy-1", false)]
    public void S21_A_buyer_describes_products_and_requests_only(string name, string entity, bool expected)
    {
        var request = Requests.ByAlice("aws-marketplace:DescribeEntity", $"arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace/{entity}");

        Assert.Equal(expected, Set(name).Evaluate(request).IsAllowed);
    }

    [Fact]
    public void Deciding_by_built_in_policies_allocates_nothing()
    {
        var set = Set("AWSPrivateMarketplaceAdminFullAccess", "GuildhallAdministrator");
        var request = Requests.ByAlice("aws-marketplace:StartChangeSet", "arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace/Experience/exp-1") with { Context = null };
        Assert.True(set.Evaluate(request).IsAllowed);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            set.Evaluate(request);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool Allows(string name, string action)
    {
        var resource = action.EndsWith("StartChangeSet", StringComparison.Ordinal)
            ? "arn:aws:aws-marketplace:us-east-1:111122223333:AWSMarketplace/ProductProcurementRequest/*"
            : Listing;
        return Set(name).Evaluate(Requests.ByAlice(
            action, resource, ("catalog:ChangeType", "CreateProductProcurementRequest"), ("aws-marketplace:AgreementType", "PurchaseAgreement"))).IsAllowed;
    }

    private static PolicySet Set(params string[] names) =>
        PolicySet.OfIdentity(names.Select(name => new NamedPolicy(name, BuiltInPolicies.Find(name)!.Document)));
}
