using System.Xml.Linq;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Attachments;

/// <summary>Lists the managed policies of a user or role; inline ones are not among them (aws-operations.md A.9).</summary>
internal static class ListAttachedPolicies
{
    public static QueryOperation For(Holder holder) => new($"ListAttached{holder.Kind}Policies", call => Handle(call, holder)) { Resource = holder.Arn };

    private static OperationResult Handle(QueryCall call, Holder holder)
    {
        var prefix = call.Input.OptionalText("PathPrefix", Rules.PathPrefix) ?? "/";
        var page = Paging.Read(call.Input);
        if (holder.Read(call, Rules.HolderName) is not { } held) return holder.Refuse(call);
        var arns = held.Permissions.Attached.Where(arn => ManagedPolicies.PathOf(arn).StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return page.Of(
            "AttachedPolicies",
            arns,
            arn => new object[] { new XElement("PolicyName", ManagedPolicies.NameOf(arn)), new XElement("PolicyArn", arn) });
    }
}
