using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam.Attachments;

/// <summary>Lists the names of the inline policies of a user or role.</summary>
internal static class ListPolicies
{
    public static QueryOperation For(Holder holder) => new($"List{holder.Kind}Policies", call => Handle(call, holder)) { Resource = holder.Arn };

    private static OperationResult Handle(QueryCall call, Holder holder)
    {
        var page = Paging.Read(call.Input);
        if (holder.Read(call) is not { } held) return holder.Refuse(call);
        return page.Of("PolicyNames", held.Permissions.Inline.Keys.Order(StringComparer.Ordinal), name => name);
    }
}
