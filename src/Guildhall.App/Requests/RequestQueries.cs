using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Requests;

namespace Guildhall.App.Requests;

/// <summary>Which requests a list shows.</summary>
public sealed record RequestFilter
{
    /// <summary>Null for every state.</summary>
    public RequestStatus? Status { get; init; }

    /// <summary>Null for all experiences.</summary>
    public EntityId? Experience { get; init; }

    /// <summary>Whether only the caller's own account's are asked for.</summary>
    public bool Own { get; init; }

    /// <summary>The last request of the page before; null for the first page.</summary>
    public EntityId? After { get; init; }

    public int Take { get; init; } = 50;
}

/// <summary>A stretch of requests, newest first.</summary>
/// <param name="Total">How many the filter matches, on all pages.</param>
/// <param name="Next">What the next page comes after; null on the last.</param>
public sealed record RequestPage(ImmutableArray<ProductRequest> Requests, int Total, EntityId? Next);

/// <summary>Reading product requests from memory: an account sees its own, an administrator those of the whole tenant. private-marketplace.md 4.14, 5.6.</summary>
public sealed class RequestQueries(Marketplaces marketplaces)
{
    private static readonly Problem Missing = Problem.NotFound("There is no request of this id.");

    /// <summary>Requests that the caller may see, newest first. Refused: no right to list (<c>ACCESS_DENIED</c>).</summary>
    public Result<RequestPage> List(Caller caller, RequestFilter filter)
    {
        if (Authorization.Check(caller, "aws-marketplace:ListEntities", "*") is { } refusal) return refusal;
        if (marketplaces.FindTenantOf(caller.Account) is not { Marketplace: { } marketplace }) return new RequestPage([], 0, null);
        var all = marketplace.Requests.Values
            .Where(r => Visibility.Sees(caller.Actor, marketplace.Organization, r) && Matches(filter, caller, r))
            .OrderByDescending(r => r.Created).ThenByDescending(r => r.Id.Value, StringComparer.Ordinal)
            .ToList();
        var from = filter.After is { } after ? all.FindIndex(r => Follows(marketplace, after, r)) : 0;
        ImmutableArray<ProductRequest> page = from < 0 ? [] : [.. all.Skip(from).Take(filter.Take)];
        return new RequestPage(page, all.Count, from >= 0 && from + page.Length < all.Count ? page[^1].Id : null);
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

    private static bool Matches(RequestFilter filter, Caller caller, ProductRequest request) =>
        (!filter.Own || request.Requester == caller.Account)
        && (filter.Status is not { } status || request.Status == status)
        && (filter.Experience is not { } experience || request.Experience == experience);

    /// <summary>Whether a request comes after the last of the page before, in a list that may have changed meanwhile.</summary>
    private static bool Follows(PrivateMarketplace marketplace, EntityId last, ProductRequest request) =>
        marketplace.Requests.GetValueOrDefault(last) is { } shown
        && (request.Created < shown.Created || (request.Created == shown.Created && string.CompareOrdinal(request.Id.Value, last.Value) < 0));
}
