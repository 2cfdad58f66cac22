using System.Xml.Linq;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Attachments;

/// <summary>Tells an inline policy of a user or role.</summary>
internal static class GetPolicy
{
    public static QueryOperation For(Holder holder) => new($"Get{holder.Kind}Policy", call => Handle(call, holder)) { Resource = holder.Arn };

    private static OperationResult Handle(QueryCall call, Holder holder)
    {
        var name = call.Input.Text("PolicyName", Rules.PolicyName);
        if (holder.Read(call) is not { } held) return holder.Refuse(call);
        if (!held.Permissions.Inline.TryGetValue(name, out var document)) return Refusals.NoPolicy(name);
        return OperationResult.Xml(new XElement(
            "Result",
            new XElement(holder.Kind + "Name", held.Name),
            new XElement("PolicyName", name),
            new XElement("PolicyDocument", PolicyText.Encode(document))));
    }
}
