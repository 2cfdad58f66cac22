using Guildhall.Domain.Organizations;
using Guildhall.Domain.Requests;

namespace Guildhall.App.Requests;

/// <summary>The order of a list of requests: by what is asked for, equal ones by their time, then by their ids, so that no two are equal.</summary>
internal sealed class RequestSorting(RequestFilter filter, OrganizationTree tree) : IComparer<ProductRequest>
{
    public int Compare(ProductRequest? one, ProductRequest? other)
    {
        var difference = ByOrder(one!, other!);
        if (difference == 0) difference = one!.Created.CompareTo(other!.Created);
        if (difference == 0) difference = string.CompareOrdinal(one!.Id.Value, other!.Id.Value);
        return filter.Ascending ? difference : -difference;
    }

    /// <summary>The name of the account that asks; empty when it has left the organization.</summary>
    public string NameOf(ProductRequest request) => tree.Find(request.Requester.Value) is { } node ? tree.Nodes[node].Name : "";

    private int ByOrder(ProductRequest one, ProductRequest other) => filter.Order switch
    {
        RequestOrder.Product => StringComparer.OrdinalIgnoreCase.Compare(one.Products[0].Title, other.Products[0].Title),
        RequestOrder.Requester => StringComparer.OrdinalIgnoreCase.Compare(NameOf(one), NameOf(other)),
        RequestOrder.State => one.Status.CompareTo(other.Status),
        RequestOrder.Expires => one.Expires.CompareTo(other.Expires),
        RequestOrder.Answered => Nullable.Compare(one.Decision?.Date, other.Decision?.Date),
        _ => 0,
    };
}
