using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Requests;

namespace Guildhall.App.Requests;

/// <summary>What a list of requests is sorted by.</summary>
public enum RequestOrder
{
    Asked,
    Product,
    Requester,
    State,
    Expires,
    Answered,
}

/// <summary>Which requests a list shows.</summary>
public sealed record RequestFilter
{
    /// <summary>Null for every state.</summary>
    public RequestStatus? Status { get; init; }

    /// <summary>Null for all experiences.</summary>
    public EntityId? Experience { get; init; }

    /// <summary>Whether only the caller's own account's are asked for.</summary>
    public bool Own { get; init; }

    /// <summary>Words that a request must all have in products, reason, purchase order number or the requester's name; or its id or the requester's account.</summary>
    public string Words { get; init; } = "";

    public RequestOrder Order { get; init; }

    /// <summary>Whether the earliest or first by letter comes first.</summary>
    public bool Ascending { get; init; }

    /// <summary>The last request of the page before; null for the first page.</summary>
    public EntityId? After { get; init; }

    /// <summary>The first request of the page after, when that page is left backwards.</summary>
    public EntityId? Before { get; init; }

    public int Take { get; init; } = 50;
}

/// <summary>A stretch of requests in the order asked for.</summary>
/// <param name="Total">How many the filter matches, on all pages.</param>
/// <param name="Next">What the next page comes after; null on the last.</param>
public sealed record RequestPage(ImmutableArray<ProductRequest> Requests, int Total, EntityId? Next)
{
    /// <summary>What the page before comes before; null on the first.</summary>
    public EntityId? Previous { get; init; }
}

/// <summary>Reading product requests from memory: an account sees its own, an administrator those of the whole tenant. private-marketplace.md 4.14, 5.6.</summary>
public sealed class RequestQueries(Marketplaces marketplaces)
{
    private static readonly Problem Missing = Problem.NotFound("There is no request of this id.");

    /// <summary>Requests that the caller may see, newest first unless told otherwise. Refused: no right to list (<c>ACCESS_DENIED</c>).</summary>
    public Result<RequestPage> List(Caller caller, RequestFilter filter)
    {
        if (Authorization.Check(caller, "aws-marketplace:ListEntities", "*") is { } refusal) return refusal;
        if (marketplaces.FindTenantOf(caller.Account) is not { Marketplace: { } marketplace }) return new RequestPage([], 0, null);
        var order = new RequestSorting(filter, marketplace.Organization.Tree);
        var all = marketplace.Requests.Values.Where(r => Visibility.Sees(caller.Actor, marketplace.Organization, r) && Matches(filter, caller, r, order)).ToList();
        all.Sort(order);
        var from = Place(marketplace, filter, order, all);
        ImmutableArray<ProductRequest> page = [.. all.Skip(from).Take(filter.Take)];
        return new RequestPage(page, all.Count, from + page.Length < all.Count && page.Length > 0 ? page[^1].Id : null) { Previous = from > 0 && page.Length > 0 ? page[0].Id : null };
    }

    /// <summary>One request. Not found when there is none or the caller may not see it; <c>ACCESS_DENIED</c> when a policy says so.</summary>
    public Result<ProductRequest> Find(Caller caller, string id)
    {
        var marketplace = marketplaces.FindTenantOf(caller.Account)?.Marketplace;
        var found = marketplace?.Requests.GetValueOrDefault(new EntityId(id)) is { } request && Visibility.Sees(caller.Actor, marketplace.Organization, request) ? request : null;
        var arn = Arns.Entity(found?.Requester ?? caller.Account, EntityType.ProductProcurementRequest, id);
        if (Authorization.Check(caller, "aws-marketplace:DescribeEntity", arn) is { } refusal) return refusal;
        return found is null ? Missing : found;
    }

    private static bool Matches(RequestFilter filter, Caller caller, ProductRequest request, RequestSorting order) =>
        (!filter.Own || request.Requester == caller.Account)
        && (filter.Status is not { } status || request.Status == status)
        && (filter.Experience is not { } experience || request.Experience == experience)
        && (filter.Words.Length == 0 || filter.Words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => Holds(request, word, order)));

    private static bool Holds(ProductRequest request, string word, RequestSorting order) =>
        request.Products.Any(p => Has(p.Title, word) || Has(p.Manufacturer, word) || p.Id.Value == word)
        || Has(request.Reason, word) || Has(request.PurchaseOrderNumber ?? "", word) || Has(order.NameOf(request), word)
        || request.Id.Value == word || request.Requester.Value == word.Replace("-", "", StringComparison.Ordinal);

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the page begins in a list that may have changed since the page that led here; behind its end when the request is gone.</summary>
    private static int Place(PrivateMarketplace marketplace, RequestFilter filter, RequestSorting order, List<ProductRequest> all)
    {
        if ((filter.After ?? filter.Before) is not { } shown) return 0;
        if (marketplace.Requests.GetValueOrDefault(shown) is not { } request) return all.Count;
        var place = all.BinarySearch(request, order);
        var first = place < 0 ? ~place : place;
        return filter.After is null ? Math.Max(0, first - filter.Take) : place < 0 ? first : first + 1;
    }
}
