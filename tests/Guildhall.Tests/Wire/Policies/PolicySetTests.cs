using Guildhall.Wire.Policies;

namespace Guildhall.Tests.Wire.Policies;

public sealed class PolicySetTests
{
    private static readonly NamedPolicy All = Requests.Policy("All", """{"Sid":"Everything","Effect":"Allow","Action":"*","Resource":"*"}""");
    private static readonly NamedPolicy Lists = Requests.Policy("Lists", """[{"Effect":"Allow","Action":"a:List*","Resource":"*"}]""");
    private static readonly NamedPolicy NoLists = Requests.Policy("NoLists", """[{"Effect":"Deny","Action":"a:List*","Resource":"*"}]""");
    private static readonly PolicyRequest List = Requests.ByAlice("a:ListEntities");
    private static readonly PolicyRequest Start = Requests.ByAlice("a:StartChangeSet");

    [Fact]
    public void S20_The_deciding_statement_is_named()
    {
        Assert.Equal(new Evaluation(Verdict.Allow, PolicyLayer.Identity, "All", "Everything"), PolicySet.OfIdentity([All, Lists]).Evaluate(List));
        Assert.Equal(new Evaluation(Verdict.Allow, PolicyLayer.Identity, "Lists", "Statement[0]"), PolicySet.OfIdentity([Lists, All]).Evaluate(List));
        Assert.Equal(new Evaluation(Verdict.ExplicitDeny, PolicyLayer.Identity, "NoLists", "Statement[0]"), PolicySet.OfIdentity([All, NoLists]).Evaluate(List));
        Assert.Equal(new Evaluation(Verdict.ImplicitDeny, PolicyLayer.Identity, null, null), PolicySet.OfIdentity([Lists]).Evaluate(Start));
        Assert.Equal(new Evaluation(Verdict.ImplicitDeny, PolicyLayer.Identity, null, null), PolicySet.None.Evaluate(Start));
    }

    public static TheoryData<PolicyLayer> Limits => [PolicyLayer.Boundary, PolicyLayer.Session, PolicyLayer.ServiceControl];

    [Theory]
    [MemberData(nameof(Limits))]
    public void S20_Each_layer_must_allow(PolicyLayer layer)
    {
        var limited = With(PolicySet.OfIdentity([All]), layer, Lists);

        Assert.Equal(new Evaluation(Verdict.Allow, PolicyLayer.Identity, "All", "Everything"), limited.Evaluate(List));
        Assert.Equal(new Evaluation(Verdict.ImplicitDeny, layer, null, null), limited.Evaluate(Start));
        Assert.Equal(new Evaluation(Verdict.ImplicitDeny, PolicyLayer.Identity, null, null), With(PolicySet.None, layer, All).Evaluate(Start));
        Assert.Equal(new Evaluation(Verdict.ImplicitDeny, PolicyLayer.Identity, null, null), With(PolicySet.None, layer, Lists).Evaluate(Start));
        Assert.Equal(new Evaluation(Verdict.ExplicitDeny, layer, "NoLists", "Statement[0]"), With(PolicySet.None, layer, NoLists).Evaluate(List));
    }

    [Fact]
    public void S20_Every_level_of_the_organization_must_allow_and_in_a_level_one_policy_is_enough()
    {
        var set = PolicySet.OfIdentity([All]).WithServiceControl([Lists, All]);

        Assert.True(set.Evaluate(Start).IsAllowed);
        Assert.False(set.WithServiceControl([Lists]).Evaluate(Start).IsAllowed);
        Assert.False(set.WithServiceControl([]).Evaluate(Start).IsAllowed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Colour":"red"}}""")]
    public void S20_A_stored_policy_that_no_longer_parses_denies_everything(string json)
    {
        var set = PolicySet.OfIdentity([All, new NamedPolicy("Broken", PolicyDocument.FromStored(json))]);

        Assert.Equal(new Evaluation(Verdict.ExplicitDeny, PolicyLayer.Identity, "Broken", "(unreadable policy)"), set.Evaluate(List));
    }

    [Fact]
    public void S20_A_stored_policy_that_parses_is_used() =>
        Assert.True(PolicySet.OfIdentity([new NamedPolicy("p", PolicyDocument.FromStored(
            """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"""))]).Evaluate(List).IsAllowed);

    private static PolicySet With(PolicySet set, PolicyLayer layer, NamedPolicy policy) => layer switch
    {
        PolicyLayer.Boundary => set.WithBoundary(policy),
        PolicyLayer.Session => set.WithSession(policy),
        _ => set.WithServiceControl([policy]),
    };
}
