namespace Guildhall.Wire.Policies;

/// <summary>
/// The policies that a caller comes with. Any denying statement denies; otherwise each layer must allow, and in a layer one
/// allowing policy is enough (security.md 4.1). Immutable; any number of threads may evaluate it.
/// </summary>
public sealed class PolicySet
{
    private readonly LayerPolicies[] layers;

    private PolicySet(LayerPolicies[] layers) => this.layers = layers;

    /// <summary>A caller without any policy, such as a service.</summary>
    public static PolicySet None { get; } = OfIdentity([]);

    /// <summary>The policies of user, groups and role, taken together.</summary>
    public static PolicySet OfIdentity(IEnumerable<NamedPolicy> policies) => new([new LayerPolicies(PolicyLayer.Identity, [.. policies])]);

    /// <summary>The same under a permissions boundary.</summary>
    public PolicySet WithBoundary(NamedPolicy policy) => With(new LayerPolicies(PolicyLayer.Boundary, [policy]));

    /// <summary>The same in a session that was given a policy of its own.</summary>
    public PolicySet WithSession(NamedPolicy policy) => With(new LayerPolicies(PolicyLayer.Session, [policy]));

    /// <summary>The same under the service control policies of one level (root, unit or account); call it once for each level.</summary>
    public PolicySet WithServiceControl(IEnumerable<NamedPolicy> policies) => With(new LayerPolicies(PolicyLayer.ServiceControl, [.. policies]));

    /// <summary>Decides a request on a resource that has no policy of its own.</summary>
    public Evaluation Evaluate(in PolicyRequest request)
    {
        Evaluation? refusal = null;
        var allowed = default(Evaluation);
        foreach (var layer in layers)
        {
            var evaluation = layer.Evaluate(request);
            if (evaluation.Verdict == Verdict.ExplicitDeny)
                return evaluation;
            if (evaluation.Verdict == Verdict.ImplicitDeny)
                refusal ??= evaluation;
            else if (layer.Kind == PolicyLayer.Identity)
                allowed = evaluation;
        }

        return refusal ?? allowed;
    }

    /// <summary>
    /// Decides a request on a resource with a policy. In the owner's account the caller's policies or the resource's suffice, the
    /// latter only by naming the caller and not just the account; from another account both must allow, and a role is
    /// assumed by nobody whom its trust policy does not allow. Boundary, session and organization must allow in any case.
    /// </summary>
    public Evaluation Evaluate(in PolicyRequest request, ResourcePolicy resource)
    {
        var finding = resource.Policy.Document.Find(request);
        var own = Evaluate(request);
        if (own.Verdict == Verdict.ExplicitDeny)
            return own;

        var theirs = new Evaluation(finding.Verdict, resource.Layer, finding.Statement is null ? null : resource.Policy.Name, finding.Statement?.Label);
        var isService = request.PrincipalAccount is null;
        var isOwn = request.PrincipalAccount == resource.OwnerAccount;
        var mustAllow = resource.IsTrust || isService || !isOwn;
        if (theirs.Verdict == Verdict.ExplicitDeny || (mustAllow && !theirs.IsAllowed))
            return theirs;

        var suffices = finding.By == PrincipalMatch.Direct && (isService || isOwn);
        return suffices && !own.IsAllowed && OthersAllow(request) ? theirs : own;
    }

    private PolicySet With(LayerPolicies layer) => new([.. layers, layer]);

    private bool OthersAllow(in PolicyRequest request)
    {
        foreach (var layer in layers)
        {
            if (layer.Kind != PolicyLayer.Identity && layer.Evaluate(request).Verdict != Verdict.Allow)
                return false;
        }

        return true;
    }
}
