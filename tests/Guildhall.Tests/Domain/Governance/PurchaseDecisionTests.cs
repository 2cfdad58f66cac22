using Guildhall.Domain;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Organizations;
using Guildhall.Domain.Products;

namespace Guildhall.Tests.Domain.Governance;

/// <summary>The table of private-marketplace.md 5.2, and the reasons that come before it (5.1, 5.4, 5.7).</summary>
public sealed class PurchaseDecisionTests
{
    private const string Account = "111111111111", Other = "222222222222";
    private static readonly OrganizationReading Old = new(World.Day, World.Day.AddMinutes(61), OrganizationReading.DefaultBound);

    private static readonly ProductCatalogue Catalogue = ProductCatalogue.Of(
    [
        World.Product("prod-allowed"), World.Product("prod-denied"), World.Product("prod-neither"), World.Product("prod-entitled", entitled: true),
        World.Product("prod-private", ProductVisibility.Limited, false, Account), World.Product("prod-draft", ProductVisibility.Draft, false, Account),
    ]);

    [Theory]
    [InlineData("no governing experience", "prod-denied", "ALLOW", "NOT_GOVERNED")]
    [InlineData("no policy", "prod-denied", "ALLOW", "NO_POLICY")]
    [InlineData("empty policy", "prod-allowed", "DENY", "PRODUCT_NOT_APPROVED")]
    [InlineData("policy", "prod-allowed", "ALLOW", "PRODUCT_ALLOWED")]
    [InlineData("policy", "prod-denied", "DENY", "PRODUCT_DENIED")]
    [InlineData("policy", "prod-neither", "DENY", "PRODUCT_NOT_APPROVED")]
    public void Conformance_04_each_case_of_the_purchase_table_holds(string state, string product, string decision, string reason) =>
        Assert.Equal((decision, reason), Words(Snapshot(state).Decide(Account, product)));

    [Theory]
    [InlineData("policy", Account, "prod-entitled", "ALWAYS_ENTITLED")]
    [InlineData("no governing experience", Account, "prod-entitled", "ALWAYS_ENTITLED")]
    [InlineData("policy", Account, "prod-absent", "PRODUCT_NOT_FOUND")]
    [InlineData("no governing experience", Account, "prod-absent", "PRODUCT_NOT_FOUND")]
    [InlineData("policy", "999999999999", "prod-allowed", "ACCOUNT_NOT_FOUND")]
    [InlineData("policy", "999999999999", "prod-absent", "ACCOUNT_NOT_FOUND")]
    [InlineData("policy", "ou-aaaa-unit0001", "prod-allowed", "ACCOUNT_NOT_FOUND")]
    [InlineData("policy", "r-aaaa", "prod-allowed", "ACCOUNT_NOT_FOUND")]
    [InlineData("policy", "", "", "ACCOUNT_NOT_FOUND")]
    [InlineData("policy", Account, "", "PRODUCT_NOT_FOUND")]
    public void What_does_not_exist_or_is_always_entitled_comes_before_the_policy(string state, string account, string product, string reason) =>
        Assert.Equal(reason, Snapshot(state).Decide(account, product).Reason.Word());

    [Theory]
    [InlineData(Account, "prod-private", "PRODUCT_NOT_APPROVED")]
    [InlineData(Other, "prod-private", "PRODUCT_NOT_FOUND")]
    [InlineData(Account, "prod-draft", "PRODUCT_NOT_FOUND")]
    public void M19_a_private_product_exists_only_for_accounts_that_its_offer_names(string account, string product, string reason) =>
        Assert.Equal(reason, Snapshot("policy").Decide(account, product).Reason.Word());

    [Theory]
    [InlineData("prod-allowed", "ORGANIZATION_UNREADABLE")]
    [InlineData("prod-denied", "ORGANIZATION_UNREADABLE")]
    [InlineData("prod-entitled", "ALWAYS_ENTITLED")]
    [InlineData("prod-absent", "PRODUCT_NOT_FOUND")]
    public void An_organization_read_too_long_ago_refuses_new_purchases(string product, string reason)
    {
        Assert.Equal(reason, Snapshot("policy").Decide(Account, product, Old).Reason.Word());
        Assert.Equal("PRODUCT_ALLOWED", Snapshot("policy").Decide(Account, "prod-allowed", Old with { Now = World.Day.AddHours(1) }).Reason.Word());
        Assert.Equal("exp-e", Snapshot("policy").Decide(Account, product, Old).Experience?.Value);
    }

    [Fact]
    public void Ids_that_only_a_policy_knows_are_decided_by_it_and_become_products_when_the_catalogue_has_them()
    {
        var experience = World.Experience("E", principals: Account) with { Policy = World.Policy(["prod-new", "prod-allowed"], "prod-never") };
        var snapshot = GovernanceSnapshot.Build(Organization().With(experience), Catalogue);
        Assert.Equal(
            ["PRODUCT_ALLOWED", "PRODUCT_DENIED", "PRODUCT_NOT_FOUND"],
            new[] { "prod-new", "prod-never", "prod-other" }.Select(p => snapshot.Decide(Account, p).Reason.Word()));
        Assert.Equal("PRODUCT_NOT_FOUND", snapshot.Decide(Other, "prod-new").Reason.Word());
        Assert.Equal("ORGANIZATION_UNREADABLE", snapshot.Decide(Account, "prod-new", Old).Reason.Word());

        var grown = snapshot.With(Catalogue.With([World.Product("prod-other"), World.Product("prod-new")]));

        Assert.Equal(
            ["PRODUCT_ALLOWED", "PRODUCT_DENIED", "PRODUCT_NOT_APPROVED"],
            new[] { "prod-new", "prod-never", "prod-other" }.Select(p => grown.Decide(Account, p).Reason.Word()));
        Assert.Equal("NOT_GOVERNED", grown.Decide(Other, "prod-new").Reason.Word());
    }

    [Fact]
    public void A_catalogue_in_another_order_is_taken_from_scratch()
    {
        var turned = ProductCatalogue.Of([.. Catalogue.Products.Reverse()]);

        var snapshot = Snapshot("policy").With(turned);

        Assert.Equal("PRODUCT_ALLOWED", snapshot.Decide(Account, "prod-allowed").Reason.Word());
        Assert.Equal("PRODUCT_DENIED", snapshot.Decide(Account, "prod-denied").Reason.Word());
    }

    [Fact]
    public void M05_without_the_integration_account_audiences_govern_their_accounts_and_no_others()
    {
        var snapshot = With(Integration.NeverEnabled);

        Assert.Equal(("exp-own", Relationship.Associated), Told(snapshot.Decide(Account, "prod-denied")));
        Assert.Equal("NOT_GOVERNED", snapshot.Decide(Other, "prod-denied").Reason.Word());
        Assert.Equal("NOT_GOVERNED", snapshot.Decide(World.Management.Value, "prod-denied").Reason.Word());
    }

    [Fact]
    public void M18_trusted_access_taken_away_leaves_nothing_governed_until_it_is_back()
    {
        var on = With(Integration.Enabled);
        var off = on.With(on.Marketplace with { Organization = on.Marketplace.Organization with { Integration = Integration.Disabled } });
        var back = off.With(on.Marketplace);

        Assert.All(new[] { Account, Other }, a => Assert.Equal("NOT_GOVERNED", off.Decide(a, "prod-denied").Reason.Word()));
        Assert.Equal(["exp-own", "exp-wide"], new[] { Account, Other }.Select(a => back.Decide(a, "prod-denied").Experience?.Value));
    }

    [Theory]
    [InlineData(Integration.NeverEnabled)]
    [InlineData(Integration.Enabled)]
    [InlineData(Integration.Disabled)]
    public void M27_a_standalone_account_is_governed_by_its_one_experience_without_prerequisites_and_never_unreadable(Integration meaningless)
    {
        var marketplace = new PrivateMarketplace(World.Standalone(new AccountId(Account)) with { Integration = meaningless });
        var live = World.Experience("Mine", principals: Account) with { Policy = World.Policy(["prod-allowed"]) };

        var snapshot = GovernanceSnapshot.Build(marketplace, Catalogue).With(marketplace.With(live));

        Assert.Equal(("exp-mine", Relationship.Associated), Told(snapshot.Decide(Account, "prod-allowed")));
        Assert.Equal("PRODUCT_NOT_APPROVED", snapshot.Decide(Account, "prod-neither", Old).Reason.Word());
        Assert.Equal("NOT_GOVERNED", snapshot.With(marketplace.With(live with { Live = false })).Decide(Account, "prod-neither").Reason.Word());
    }

    [Fact]
    public void M16_not_live_keeps_the_list_and_lifts_the_restriction()
    {
        var live = Snapshot("policy");
        var experience = live.Marketplace.FindExperience(new EntityId("exp-e"))!;
        var off = live.With(live.Marketplace.With(experience with { Live = false }));

        Assert.Equal("NOT_GOVERNED", off.Decide(Account, "prod-denied").Reason.Word());
        Assert.Equal("PRODUCT_DENIED", off.With(off.Marketplace.With(experience)).Decide(Account, "prod-denied").Reason.Word());
    }

    private static GovernanceSnapshot With(Integration integration)
    {
        var marketplace = new PrivateMarketplace(World.Organization(Organization().Organization.Tree, integration));
        var wide = World.Experience("Wide", principals: "o-aaaaaaaaaa");
        var own = World.Experience("Own", principals: Account);
        return GovernanceSnapshot.Build(marketplace.With(wide).With(own), Catalogue);
    }

    private static GovernanceSnapshot Snapshot(string state)
    {
        var experience = World.Experience("E", live: state != "no governing experience", "o-aaaaaaaaaa");
        var policy = state switch
        {
            "no policy" => null,
            "empty policy" => World.Policy([]),
            _ => World.Policy(["prod-allowed"], "prod-denied"),
        };
        return GovernanceSnapshot.Build(Organization().With(experience with { Policy = policy }), Catalogue);
    }

    private static PrivateMarketplace Organization() => new(World.Organization(World.Tree(
        ("o-aaaaaaaaaa", null), (World.Management.Value, "r-aaaa"), ("ou-aaaa-unit0001", "r-aaaa"), (Account, "ou-aaaa-unit0001"), (Other, "r-aaaa"))));

    private static (string, string) Words(PurchaseDecision decision) => (decision.Decision.Word(), decision.Reason.Word());

    private static (string?, Relationship?) Told(PurchaseDecision decision) => (decision.Experience?.Value, decision.Relationship);
}
