using Guildhall.Wire.Policies;

namespace Guildhall.Tests.Wire.Policies;

public sealed class AccessDeniedMessageTests
{
    private const string Start = "User: arn:aws:iam::111122223333:user/alice is not authorized to perform: aws-marketplace:ListEntities on resource: * ";

    [Theory]
    [InlineData(Verdict.ImplicitDeny, PolicyLayer.Identity, "because no identity-based policy allows the aws-marketplace:ListEntities action")]
    [InlineData(Verdict.ImplicitDeny, PolicyLayer.Boundary, "because no permissions boundary allows the aws-marketplace:ListEntities action")]
    [InlineData(Verdict.ImplicitDeny, PolicyLayer.Session, "because no session policy allows the aws-marketplace:ListEntities action")]
    [InlineData(Verdict.ImplicitDeny, PolicyLayer.ServiceControl, "because no service control policy allows the aws-marketplace:ListEntities action")]
    [InlineData(Verdict.ImplicitDeny, PolicyLayer.Resource, "because no resource-based policy allows the aws-marketplace:ListEntities action")]
    [InlineData(Verdict.ImplicitDeny, PolicyLayer.Trust, "because no role trust policy allows the aws-marketplace:ListEntities action")]
    [InlineData(Verdict.ExplicitDeny, PolicyLayer.Identity, "with an explicit deny in an identity-based policy")]
    [InlineData(Verdict.ExplicitDeny, PolicyLayer.ServiceControl, "with an explicit deny in a service control policy")]
    [InlineData(Verdict.ExplicitDeny, PolicyLayer.Trust, "with an explicit deny in the role trust policy")]
    public void S07_A_refusal_says_who_what_which_and_why(Verdict verdict, PolicyLayer layer, string reason) => Assert.Equal(
        Start + reason,
        AccessDeniedMessage.Write(Requests.ByAlice("aws-marketplace:ListEntities"), new Evaluation(verdict, layer, null, null)));
}
