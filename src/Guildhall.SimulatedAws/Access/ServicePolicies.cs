using Guildhall.Wire.Policies;
using Microsoft.Extensions.Primitives;

namespace Guildhall.SimulatedAws.Access;

/// <summary>What a resource's policy lets a service of AWS do.</summary>
internal static class ServicePolicies
{
    /// <summary>Whether the policy allows it for this source.</summary>
    /// <param name="policy">The resource's policy, a JSON document.</param>
    /// <param name="service">The service, such as <c>billingreports.amazonaws.com</c>.</param>
    /// <param name="account">The owner of the resource, and the account that the service works for.</param>
    /// <param name="sourceArn">What the service works for.</param>
    public static bool Allow(string policy, string service, string action, string resource, string account, string sourceArn)
    {
        var document = PolicyDocument.FromStored(policy, PolicyKind.Resource);
        var request = new PolicyRequest
        {
            PrincipalArn = service,
            PrincipalAccount = null,
            Action = action,
            Resource = resource,
            Context = new ConditionKeys(
            [
                new("aws:SourceAccount", new StringValues(account)),
                new("aws:SourceArn", new StringValues(sourceArn)),
                new("aws:SecureTransport", new StringValues("true")),
            ]),
        };
        return PolicySet.None.Evaluate(request, new ResourcePolicy(account, new NamedPolicy("bucket policy", document))).IsAllowed;
    }
}
