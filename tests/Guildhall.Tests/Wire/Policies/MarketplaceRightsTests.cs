using Guildhall.Wire.Policies;

namespace Guildhall.Tests.Wire.Policies;

/// <summary>The cases that security.md 4.2 wants to work.</summary>
public sealed class MarketplaceRightsTests
{
    [Theory]
    [InlineData("CreateProductProcurementRequest", "ProductProcurementRequest/*", true)]
    [InlineData("CancelProductProcurementRequest", "ProductProcurementRequest/prodprocreq-1", true)]
    [InlineData("ApproveProductProcurementRequest", "ProductProcurementRequest/prodprocreq-1", false)]
    [InlineData("AllowProductProcurement", "Experience/exp-1", false)]
    [InlineData("CreateProductProcurementRequest", "Experience/exp-1", false)]
    public void S21_A_buyer_may_only_create_and_cancel_product_requests(string type, string entity, bool expected) => Allows(expected, type, entity, """
        {"Effect":"Allow","Action":"aws-marketplace:StartChangeSet",
         "Resource":["arn:aws:aws-marketplace:*:*:AWSMarketplace/ProductProcurementRequest/*","arn:aws:aws-marketplace:*:*:AWSMarketplace/ChangeSet/*"],
         "Condition":{"StringEquals":{"catalog:ChangeType":["CreateProductProcurementRequest","CancelProductProcurementRequest"]}}}
        """);

    [Theory]
    [InlineData("AllowProductProcurement", "Experience/exp-1", true)]
    [InlineData("DenyProductProcurement", "Experience/exp-2", true)]
    [InlineData("UpdateExperience", "Experience/exp-1", false)]
    [InlineData("CreateExperience", "Experience/*", false)]
    [InlineData("AssociateAudience", "Experience/exp-1", false)]
    public void S21_An_administrator_may_only_allow_and_deny_products(string type, string entity, bool expected) => Allows(expected, type, entity, """
        {"Effect":"Allow","Action":"aws-marketplace:StartChangeSet","Resource":"*",
         "Condition":{"StringEquals":{"catalog:ChangeType":["AllowProductProcurement","DenyProductProcurement"]}}}
        """);

    [Theory]
    [InlineData("UpdateExperience", "Experience/exp-1", true)]
    [InlineData("AllowProductProcurement", "Experience/exp-1", true)]
    [InlineData("UpdateExperience", "Experience/exp-12", false)]
    [InlineData("CreateExperience", "Experience/*", false)]
    public void S21_Somebody_may_touch_a_single_experience(string type, string entity, bool expected) => Allows(expected, type, entity, """
        {"Effect":"Allow","Action":"aws-marketplace:StartChangeSet","Resource":"arn:aws:aws-marketplace:*:*:AWSMarketplace/Experience/exp-1"}
        """);

    [Theory]
    [InlineData("AssociateAudience", Verdict.ExplicitDeny)]
    [InlineData("UpdateExperience", Verdict.Allow)]
    public void S21_A_deny_of_one_change_type_spares_the_others(string type, Verdict expected) => Assert.Equal(expected, PolicySet.OfIdentity(
        [
            Requests.Policy("All", """{"Effect":"Allow","Action":"aws-marketplace:*","Resource":"*"}"""),
            Requests.Policy("NoAudience", """
                {"Effect":"Deny","Action":"aws-marketplace:StartChangeSet","Resource":"*","Condition":{"StringLike":{"catalog:ChangeType":"*Audience"}}}
                """),
        ]).Evaluate(Requests.Change(type, "Experience/exp-1")).Verdict);

    private static void Allows(bool expected, string type, string entity, string statement) => Assert.Equal(
        expected,
        PolicySet.OfIdentity([Requests.Policy("p", statement)]).Evaluate(Requests.Change(type, entity)).IsAllowed);
}
