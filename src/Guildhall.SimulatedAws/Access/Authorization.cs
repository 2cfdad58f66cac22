using Guildhall.Wire.Policies;
using Microsoft.Extensions.Primitives;

namespace Guildhall.SimulatedAws.Access;

/// <summary>Asks the caller's policies (security.md 4.1).</summary>
internal static class Authorization
{
    /// <summary>Why the caller may not use the action on one of the resources; null when it may use it on all.</summary>
    public static string? Refuse(Identity caller, string action, IEnumerable<string> resources, IEnumerable<KeyValuePair<string, StringValues>> keys)
    {
        if (caller.Policies is not { } policies) return null;
        var context = Context(caller, keys);
        foreach (var resource in resources)
        {
            var request = Request(caller, action, resource, context);
            var evaluation = policies.Evaluate(request);
            if (!evaluation.IsAllowed) return AccessDeniedMessage.Write(request, evaluation);
        }

        return null;
    }

    public static PolicyRequest Request(Identity caller, string action, string resource, IConditionKeys context) => new()
    {
        PrincipalArn = caller.Arn,
        PrincipalAccount = caller.AccountId,
        Action = action,
        Resource = resource,
        Context = context,
    };

    public static ConditionKeys Context(Identity caller, IEnumerable<KeyValuePair<string, StringValues>> keys)
    {
        List<KeyValuePair<string, StringValues>> all = [.. keys, new("aws:userid", caller.UserId), new("aws:PrincipalType", TypeOf(caller))];
        if (caller.UserName is { } name) all.Add(new("aws:username", name));
        return new ConditionKeys(all);
    }

    private static string TypeOf(Identity caller) => caller switch
    {
        { IsRole: true } => "AssumedRole",
        { UserName: not null } => "User",
        _ => "Account",
    };
}
