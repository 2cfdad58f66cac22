using Guildhall.Wire.Policies;

namespace Guildhall.Tests.Wire.Policies;

public sealed class ResourcePolicyTests
{
    private const string Action = "aws-marketplace:DescribeEntity";
    private const string Bob = "arn:aws:iam::444455556666:user/bob";
    private static readonly PolicySet Reader = PolicySet.OfIdentity(
        [Requests.Policy("Reader", $$"""{"Effect":"Allow","Action":"{{Action}}","Resource":"*"}""")]);

    [Theory]
    [InlineData("\"*\"", Verdict.Allow)]
    [InlineData("""{"AWS":"*"}""", Verdict.Allow)]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:user/alice"}""", Verdict.Allow)]
    [InlineData("""{"AWS":"111122223333"}""", Verdict.ImplicitDeny)]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:root"}""", Verdict.ImplicitDeny)]
    [InlineData("""{"AWS":["444455556666","arn:aws:iam::111122223333:user/ALICE"]}""", Verdict.ImplicitDeny)]
    [InlineData("""{"Federated":"cognito-identity.amazonaws.com","CanonicalUser":"79a5"}""", Verdict.ImplicitDeny)]
    public void In_the_own_account_a_policy_of_the_resource_is_enough_when_it_names_the_caller(string principal, Verdict expected) =>
        Assert.Equal(expected, PolicySet.None.Evaluate(Requests.ByAlice(Action), Owned("Allow", principal)).Verdict);

    [Theory]
    [InlineData("""{"AWS":"444455556666"}""", true)]
    [InlineData("""{"AWS":"arn:aws:iam::444455556666:user/bob"}""", true)]
    [InlineData("""{"AWS":"111122223333"}""", false)]
    public void From_another_account_both_must_allow(string principal, bool expected)
    {
        var request = Requests.By(Bob, Requests.OtherAccount, Action);
        var resource = Owned("Allow", principal);

        Assert.Equal(expected, Reader.Evaluate(request, resource).IsAllowed);
        Assert.False(PolicySet.None.Evaluate(request, resource).IsAllowed);
    }

    [Fact]
    public void A_refusal_says_whose_policy_does_not_allow()
    {
        var request = Requests.By(Bob, Requests.OtherAccount, Action);

        Assert.Equal(PolicyLayer.Identity, PolicySet.None.Evaluate(request, Owned("Allow", "\"*\"")).Layer);
        Assert.Equal(PolicyLayer.Resource, Reader.Evaluate(request, Owned("Allow", """{"AWS":"111122223333"}""")).Layer);
    }

    [Theory]
    [InlineData("\"*\"")]
    [InlineData("""{"AWS":"111122223333"}""")]
    [InlineData("""{"AWS":"arn:aws:iam::111122223333:user/alice"}""")]
    public void A_deny_of_the_resource_wins(string principal) => Assert.Equal(
        new Evaluation(Verdict.ExplicitDeny, PolicyLayer.Resource, "Shared", "Statement"),
        Reader.Evaluate(Requests.ByAlice(Action), Owned("Deny", principal)));

    [Fact]
    public void A_boundary_limits_what_the_resource_allows()
    {
        var boundary = Requests.Policy("Boundary", """{"Effect":"Allow","Action":"aws-marketplace:List*","Resource":"*"}""");

        Assert.False(PolicySet.None.WithBoundary(boundary).Evaluate(Requests.ByAlice(Action), Owned("Allow", "\"*\"")).IsAllowed);
    }

    [Fact]
    public void The_own_policies_still_count_where_the_resource_says_nothing() =>
        Assert.True(Reader.Evaluate(Requests.ByAlice(Action), Owned("Allow", """{"AWS":"444455556666"}""")).IsAllowed);

    [Fact]
    public void A_deny_of_a_broken_policy_reaches_everybody()
    {
        var broken = new ResourcePolicy(Requests.Account, new NamedPolicy("Broken", PolicyDocument.FromStored("{", PolicyKind.Resource)));

        Assert.Equal(Verdict.ExplicitDeny, Reader.Evaluate(Requests.ByAlice(Action), broken).Verdict);
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"}""", "Statement needs the element Principal.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Principal":"alice"}""",
        "Statement.Principal must be '*' or an object with AWS, Service, Federated or CanonicalUser.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Principal":{"Google":"x"}}""",
        "Statement.Principal.Google is not a kind of principal; there are AWS, Service, Federated and CanonicalUser.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Principal":{"AWS":["*","alice"]}}""",
        "Statement.Principal.AWS[1] 'alice' must be '*', an account id of 12 digits, or the ARN of an account, user, role or session.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Principal":{"Service":"organizations"}}""",
        "Statement.Principal.Service 'organizations' must be the name of a service such as organizations.amazonaws.com.")]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*","Principal":7}""", "Statement.Principal must be a JSON object.")]
    public void A_wrong_principal_is_refused(string statement, string sentence) =>
        Assert.Equal([sentence], PolicyErrorTests.ErrorsOf($$"""{"Statement":{{statement}}}""", PolicyKind.Resource));

    private static ResourcePolicy Owned(string effect, string principal) => new(Requests.Account, Requests.Policy(
        "Shared", $$"""{"Effect":"{{effect}}","Principal":{{principal}},"Action":"{{Action}}","Resource":"*"}""", PolicyKind.Resource));
}
