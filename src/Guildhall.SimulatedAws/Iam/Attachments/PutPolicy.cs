using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Policies;

namespace Guildhall.SimulatedAws.Iam.Attachments;

/// <summary>Writes an inline policy of a user or role, new or in place of the old one.</summary>
internal static class PutPolicy
{
    public static QueryOperation For(Holder holder) => new($"Put{holder.Kind}Policy", call => Handle(call, holder)) { Resource = holder.Arn };

    private static OperationResult Handle(QueryCall call, Holder holder)
    {
        var name = call.Input.Text("PolicyName", Rules.PolicyName);
        var document = call.Input.Text("PolicyDocument", Rules.Document);
        if (holder.Read(call) is not { } held) return holder.Refuse(call);
        if (held.IsLocked) return Refusals.Unmodifiable(held.Name);
        if (PolicyText.Refuse(document, PolicyKind.Identity) is { } malformed) return malformed;
        var inline = held.Permissions.Inline.SetItem(name, document);
        if (inline.Values.Sum(PolicyText.Size) > holder.InlineQuota) return Refusals.Limit($"InlinePolicySizePer{holder.Kind}", holder.InlineQuota);
        held.Put(held.Permissions with { Inline = inline });
        return OperationResult.Empty;
    }
}
