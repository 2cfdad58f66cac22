namespace Guildhall.Wire.Policies;

/// <summary>The sentence of an access error (security.md 3.5), in the words of IAM's page on access denied messages.</summary>
public static class AccessDeniedMessage
{
    /// <summary>Says who may not do what to which resource, and why.</summary>
    /// <param name="request">The refused request.</param>
    /// <param name="refusal">The evaluation that refused it.</param>
    public static string Write(in PolicyRequest request, in Evaluation refusal) =>
        $"User: {request.PrincipalArn} is not authorized to perform: {request.Action} on resource: {request.Resource} {Reason(request.Action, refusal)}";

    private static string Reason(string action, in Evaluation refusal) => refusal.Verdict switch
    {
        Verdict.ExplicitDeny => $"with an explicit deny in {DenyingPolicy(refusal.Layer)}",
        Verdict.ImplicitDeny => $"because no {Kind(refusal.Layer)} allows the {action} action",
        _ => throw new InvalidOperationException("An allowed request has no refusal."),
    };

    private static string DenyingPolicy(PolicyLayer layer) => layer switch
    {
        PolicyLayer.Identity => "an identity-based policy",
        PolicyLayer.Trust => "the role trust policy",
        _ => $"a {Kind(layer)}",
    };

    private static string Kind(PolicyLayer layer) => layer switch
    {
        PolicyLayer.Identity => "identity-based policy",
        PolicyLayer.Boundary => "permissions boundary",
        PolicyLayer.Session => "session policy",
        PolicyLayer.ServiceControl => "service control policy",
        PolicyLayer.Resource => "resource-based policy",
        PolicyLayer.Trust => "role trust policy",
        _ => throw new InvalidOperationException($"{layer} is no layer."),
    };
}
