using Guildhall.Domain;
using Guildhall.Wire.Policies;

namespace Guildhall.App.Access;

/// <summary>Asks the caller's policies. The one place where an operation's right is decided (security.md 4.2, S-21).</summary>
public static class Authorization
{
    /// <summary>Null when the caller may do <paramref name="action"/> on <paramref name="resource"/> (an ARN or <c>*</c>); otherwise the refusal with its reason.</summary>
    public static Problem? Check(Caller caller, string action, string resource, IConditionKeys? context = null)
    {
        var request = Request(caller, action, resource, context);
        var evaluation = caller.Policies.Evaluate(request);
        return evaluation.IsAllowed ? null : Denied(request, evaluation);
    }

    /// <summary>
    /// As the other, for a resource with a policy of its own: that may allow the accounts it belongs to and names, and deny anybody. Administrators of
    /// another account of the tenant need no allow from it.
    /// </summary>
    public static Problem? Check(Caller caller, string action, string resource, IConditionKeys? context, ResourcePolicy policy)
    {
        var request = Request(caller, action, resource, context);
        var evaluation = caller.Policies.Evaluate(request, policy);
        if (evaluation.IsAllowed) return null;
        return evaluation.Verdict == Verdict.ExplicitDeny ? Denied(request, evaluation) : Check(caller, action, resource, context);
    }

    /// <summary>True when a statement denies the action on the resource explicitly; a missing allow is not a denial here.</summary>
    public static Problem? Deny(Caller caller, string action, string resource, IConditionKeys? context = null)
    {
        var request = Request(caller, action, resource, context);
        var evaluation = caller.Policies.Evaluate(request);
        return evaluation.Verdict == Verdict.ExplicitDeny ? Denied(request, evaluation) : null;
    }

    private static PolicyRequest Request(Caller caller, string action, string resource, IConditionKeys? context) => new()
    {
        PrincipalArn = caller.Arn,
        PrincipalAccount = caller.Account.Value,
        Action = action,
        Resource = resource,
        Context = context,
    };

    private static Problem Denied(in PolicyRequest request, in Evaluation evaluation) =>
        new(ProblemKind.Forbidden, "ACCESS_DENIED", AccessDeniedMessage.Write(request, evaluation));
}
