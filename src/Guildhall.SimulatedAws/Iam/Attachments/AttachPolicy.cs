using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Attachments;

/// <summary>Gives a managed policy to a user or role; a second time changes nothing.</summary>
internal static class AttachPolicy
{
    public static QueryOperation For(Holder holder) => new($"Attach{holder.Kind}Policy", call => Handle(call, holder)) { Resource = holder.Arn, Condition = ("iam:PolicyARN", "PolicyArn") };

    private static OperationResult Handle(QueryCall call, Holder holder)
    {
        var arn = call.Input.Text("PolicyArn", Rules.Arn);
        if (holder.Read(call, Rules.HolderName) is not { } held) return holder.Refuse(call);
        if (held.IsLocked) return Refusals.Unmodifiable(held.Name);
        if (Policies.Find(call.State, arn) is null || !OwnPolicies.AreOf(call.AccountId, arn)) return Refusals.NoPolicy(arn);
        if (ManagedPolicies.IsForServices(arn)) return new WireError("PolicyNotAttachable", "The policy is for a service-linked role alone.", 400);
        var after = held.Permissions.Attach(arn);
        if (after.Attached.Count > Rules.AttachedPolicies) return Refusals.Limit($"PoliciesPer{holder.Kind}", Rules.AttachedPolicies);
        if (after != held.Permissions) held.Put(after);
        return OperationResult.Empty;
    }
}
