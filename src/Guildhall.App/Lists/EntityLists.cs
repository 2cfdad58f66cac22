using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.App.Lists;

/// <summary>Listing entities and products from memory: never touches the database. private-marketplace.md 2.6, 4.14, decisions.md 19.</summary>
public sealed class EntityLists(Marketplaces marketplaces, PageTokens tokens)
{
    /// <summary>
    /// A page of what the caller may see. Refused: no right to list (<c>ACCESS_DENIED</c>), a token that is not of this list and caller (malformed).
    /// </summary>
    public Result<Page<EntitySummary>> List(Caller caller, EntityListQuery query)
    {
        if (Authorization.Check(caller, "aws-marketplace:ListEntities", "*") is { } refusal) return refusal;
        var view = marketplaces.FindTenantOf(caller.Account);
        var binding = PageTokens.Binding("ListEntities", caller, view, query.Text);
        ListPosition? after = null;
        if (query.NextToken is { } token && (after = ListPosition.Read(tokens.Read(binding, token))) is null) return PageTokens.Refusal;
        var list = Listed(caller, view, query.Type);
        var (items, more) = Narrowed(list, query).Read(query.Order, query.Ascending, after, query.Take, Visible(caller, view, query));
        return new Page<EntitySummary>(items, more ? tokens.Write(binding, ListPosition.Of(items[^1], query.Order).Write()) : null);
    }

    private EntityList Listed(Caller caller, TenantView? view, ListedType type) => type.Kind switch
    {
        ListedKind.Product => MarketplaceLists.Of(marketplaces.Catalogue, type.Name),
        ListedKind.Marketplace when view is not null && SeesAny(caller, view, type) => MarketplaceLists.Of(view.Marketplace, type.Name),
        _ => EntityList.Empty,
    };

    private static bool SeesAny(Caller caller, TenantView view, ListedType type) =>
        type.Name == nameof(EntityType.ProductProcurementRequest) || Visibility.SeesExperiences(caller.Actor, view.Marketplace.Organization);

    /// <summary>A filter by ids looks only at those.</summary>
    private static EntityList Narrowed(EntityList list, EntityListQuery query) =>
        query.Filters.FirstOrDefault(f => f.Name == "EntityId" && f.Values.Count > 0) is { } byId ? list.Only(byId.Values) : list;

    private static Func<EntitySummary, bool> Visible(Caller caller, TenantView? view, EntityListQuery query)
    {
        var account = caller.Account;
        Func<EntitySummary, bool> visible = query.Type.Kind == ListedKind.Product
            ? entity => ((Product)entity.Entity).VisibleTo(account)
            : entity => (entity.Owner != account) == query.SharedWithMe && SeesRequest(caller, view!, entity);
        return query.Filters.Count == 0 ? visible : entity => visible(entity) && query.Filters.All(f => f.Matches(entity));
    }

    private static bool SeesRequest(Caller caller, TenantView view, EntitySummary entity) =>
        entity.Entity is not ProductRequest request || Visibility.Sees(caller.Actor, view.Marketplace.Organization, request);
}
