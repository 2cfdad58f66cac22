using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Attachments;

/// <summary>Takes a managed policy away from a user or role.</summary>
internal static class DetachPolicy
{
    public static QueryOperation For(Holder holder) => new($"Detach{holder.Kind}Policy", call => Handle(call, holder)) { Resource = holder.Arn, Condition = ("iam:PolicyARN", "PolicyArn") };

    private static OperationResult Handle(QueryCall call, Holder holder)
    {
        var arn = call.Input.Text("PolicyArn", Rules.Arn);
        if (holder.Read(call, Rules.HolderName) is not { } held) return holder.Refuse(call);
        if (held.IsLocked) return Refusals.Unmodifiable(held.Name);
        if (!held.Permissions.Attached.Contains(arn)) return Refusals.NoPolicy(arn);
        held.Put(held.Permissions with { Attached = held.Permissions.Attached.Remove(arn) });
        return OperationResult.Empty;
    }
}
