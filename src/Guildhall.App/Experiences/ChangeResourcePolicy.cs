using Guildhall.App.Access;
using Guildhall.App.Audit;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Experiences;

/// <summary>Puts a resource policy on an entity, or takes it off when <paramref name="Policy"/> is null.</summary>
internal sealed record ChangeResourcePolicy(Caller Caller, string Arn, string? Policy, string RequestId)
{
    private string Operation => Policy is null ? "DeleteResourcePolicy" : "PutResourcePolicy";

    /// <summary>The ARN, with everything staged; or the refusal, with nothing staged.</summary>
    public Result<string> Decide(WriteScope scope, TenantId? tenant, Problem noPolicy)
    {
        var state = tenant is { } own ? scope.State(own) : null;
        if (NamedResource.Find(Caller, state, Arn, _ => null).RefusedUnlessEntity($"aws-marketplace:{Operation}") is { } refusal) return refusal;
        var before = state!.ResourcePolicies.GetValueOrDefault(Arn);
        if (Policy is null && before is null) return noPolicy;
        if (Policy == before) return Arn;
        scope.Write(rows =>
        {
            if (Policy is null) rows.Delete<ResourcePolicyRow>(Arn);
            else rows.Put(new ResourcePolicyRow { TenantId = state.Tenant.Value, ResourceArn = Arn, Policy = Policy });
            rows.Insert(AuditRecords.OfResourcePolicy(Operation, state.Tenant, Caller, RequestId, Arn, before, Policy, scope.Now));
        });
        scope.Put(state with { ResourcePolicies = Policy is null ? state.ResourcePolicies.Remove(Arn) : state.ResourcePolicies.SetItem(Arn, Policy) });
        return Arn;
    }
}
