using Guildhall.Wire.Policies;

namespace Guildhall.Tests.Wire.Policies;

public sealed class TrustPolicyTests
{
    private const string Role = "arn:aws:iam::111122223333:role/Reader";
    private const string Bob = "arn:aws:iam::444455556666:user/bob";
    private const string WithExternalId = """{"StringEquals":{"sts:ExternalId":"guildhall-7"}}""";
    private static readonly PolicySet MayAssume = PolicySet.OfIdentity(
        [Requests.Policy("MayAssume", """{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::111122223333:role/*"}""")]);

    [Theory]
    [InlineData("guildhall-7", true)]
    [InlineData("guildhall-8", false)]
    [InlineData(null, false)]
    public void Another_account_assumes_a_role_with_the_right_external_id(string? externalId, bool expected)
    {
        var keys = externalId is null ? Array.Empty<(string, string)>() : [("sts:ExternalId", externalId)];
        var request = Requests.By(Bob, Requests.OtherAccount, "sts:AssumeRole", Role, keys);

        Assert.Equal(expected, MayAssume.Evaluate(request, Trust("""{"AWS":"arn:aws:iam::444455556666:root"}""", WithExternalId)).IsAllowed);
    }

    [Fact]
    public void Without_trust_nobody_assumes_a_role_whatever_the_own_policies_say()
    {
        var request = Requests.ByAlice("sts:AssumeRole", Role);
        var evaluation = MayAssume.Evaluate(request, Trust("""{"AWS":"444455556666"}"""));

        Assert.Equal(new Evaluation(Verdict.ImplicitDeny, PolicyLayer.Trust, null, null), evaluation);
    }

    [Fact]
    public void Trust_in_the_account_leaves_it_to_the_own_policies()
    {
        var request = Requests.ByAlice("sts:AssumeRole", Role);
        var trust = Trust("""{"AWS":"111122223333"}""");

        Assert.True(MayAssume.Evaluate(request, trust).IsAllowed);
        Assert.Equal(PolicyLayer.Identity, PolicySet.None.Evaluate(request, trust).Layer);
        Assert.True(PolicySet.None.Evaluate(request, Trust($$"""{"AWS":"{{Requests.Alice}}"}""")).IsAllowed);
    }

    [Theory]
    [InlineData("organizations.amazonaws.com", true)]
    [InlineData("ec2.amazonaws.com", false)]
    public void A_service_assumes_a_role_that_names_it(string service, bool expected)
    {
        var request = Requests.By(service, "", "sts:AssumeRole", Role) with { PrincipalAccount = null };

        Assert.Equal(expected, PolicySet.None.Evaluate(request, Trust("""{"Service":["organizations.amazonaws.com"],"AWS":"*"}""")).IsAllowed);
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/Deployer", true)]
    [InlineData("arn:aws:iam::111122223333:role/teams/Deployer", true)]
    [InlineData("arn:aws:sts::111122223333:assumed-role/Deployer/build-7", true)]
    [InlineData("arn:aws:sts::111122223333:assumed-role/Deployer/build-8", false)]
    [InlineData("arn:aws:iam::111122223333:role/XDeployer", false)]
    [InlineData("arn:aws:iam::444455556666:role/Deployer", false)]
    [InlineData("arn:aws:iam::111122223333:user/Deployer", false)]
    public void A_session_is_named_by_itself_or_by_its_role(string principal, bool expected)
    {
        var request = Requests.By(Requests.Session, Requests.Account, "sts:AssumeRole", Role);

        Assert.Equal(expected, PolicySet.None.Evaluate(request, Trust($$"""{"AWS":"{{principal}}"}""")).IsAllowed);
    }

    [Fact]
    public void A_trust_policy_has_no_resource() => Assert.Equal(
        ["Statement.Resource is not allowed in a trust policy."],
        PolicyErrorTests.ErrorsOf(
            """{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}}""", PolicyKind.Trust));

    private static ResourcePolicy Trust(string principal, string condition = "{}") => new(Requests.Account, Requests.Policy(
        "Trust",
        $$"""{"Effect":"Allow","Principal":{{principal}},"Action":"sts:AssumeRole","Condition":{{condition}}}""",
        PolicyKind.Trust));
}
