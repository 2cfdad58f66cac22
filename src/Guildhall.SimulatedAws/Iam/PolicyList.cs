using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam;

/// <summary>The managed policies that an account can use: its own and AWS's (IAM API Reference, ListPolicies).</summary>
internal static class PolicyList
{
    private const string Everything = "All";
    private const string Aws = "AWS";
    private const string Own = "Local";
    private const string Boundaries = "PermissionsBoundary";

    public static readonly QueryOperation Operation = new("ListPolicies", Handle);

    private static OperationResult Handle(QueryCall call)
    {
        var scope = call.Input.Has("Scope") ? call.Input.Word("Scope", Everything, Aws, Own) : Everything;
        var attached = call.Input.Has("OnlyAttached") && call.Input.Word("OnlyAttached", "true", "false") == "true";
        var usage = call.Input.Has("PolicyUsageFilter") ? call.Input.Word("PolicyUsageFilter", "PermissionsPolicy", Boundaries) : null;
        var prefix = call.Input.OptionalText("PathPrefix", Rules.PolicyPath) ?? "/";
        var page = Paging.Read(call.Input);
        if (call.Input.Fault is { } fault) return fault;

        // Permissions boundaries are refused here, so that no policy is used as one; a filter by use lists what is in use alone.
        IEnumerable<string> arns = usage == Boundaries ? [] : InScope(call, scope).Where(arn => ManagedPolicies.PathOf(arn).StartsWith(prefix, StringComparison.Ordinal));
        if (attached || usage is not null) arns = arns.Where(arn => PolicyMembers.Attachments(call, arn) > 0);
        return page.Of("Policies", arns.Order(StringComparer.Ordinal), arn => PolicyMembers.Listed(call, arn));
    }

    private static IEnumerable<string> InScope(QueryCall call, string scope) =>
    [
        .. scope == Aws ? [] : call.State.Indexes.Policies.Of(call.AccountId).All,
        .. scope == Own ? [] : ManagedPolicies.Arns,
    ];
}
