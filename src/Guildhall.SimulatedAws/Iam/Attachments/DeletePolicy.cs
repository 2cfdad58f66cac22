using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Attachments;

/// <summary>Removes an inline policy of a user or role.</summary>
internal static class DeletePolicy
{
    public static QueryOperation For(Holder holder) => new($"Delete{holder.Kind}Policy", call => Handle(call, holder)) { Resource = holder.Arn };

    private static OperationResult Handle(QueryCall call, Holder holder)
    {
        var name = call.Input.Text("PolicyName", Rules.PolicyName);
        if (holder.Read(call) is not { } held) return holder.Refuse(call);
        if (held.IsLocked) return Refusals.Unmodifiable(held.Name);
        if (!held.Permissions.Inline.ContainsKey(name)) return Refusals.NoPolicy(name);
        held.Put(held.Permissions with { Inline = held.Permissions.Inline.Remove(name) });
        return OperationResult.Empty;
    }
}
