using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Search;
using Guildhall.App.Storefront;
using Guildhall.Domain;
using Guildhall.Server.Api.V1;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront;

/// <summary><c>/search</c>. storefront-and-procurement.md D.1.</summary>
internal sealed class SearchPages(Installation guildhall)
{
    /// <summary>What one's policies must allow to browse.</summary>
    public const string Action = "aws-marketplace:SearchListings";

    public void Map(PageRoutes pages) => pages.Get("/search", Action, SearchAsync);

    private async ValueTask<PageAnswer> SearchAsync(PageCall call, CancellationToken cancellation)
    {
        var asked = SearchParameters.Read(call.Query);
        if (asked.Refused) return Refused(new SearchQuery(""), asked.Problems);
        var page = await guildhall.Search.FindAsync(call.Caller.Account, asked.Value, cancellation);
        if (page.Refused) return Refused(asked.Value, page.Problems);
        var askable = call.Tenant is { } tenant
            ? page.Value.Items.Where(i => i.Decision is { } decision && ProductStanding.MayBeAskedFor(tenant, call.Caller, decision, i.Product)).Select(i => i.Product.Id).ToImmutableHashSet()
            : [];
        return PageAnswer.Storefront<SearchView>("Search", new SearchModel(asked.Value, page.Value, askable, []));
    }

    private static PageAnswer Refused(SearchQuery query, ImmutableArray<Problem> problems) =>
        PageAnswer.Storefront<SearchView>("Search", new SearchModel(query, SearchModel.Nothing, [], problems)) with { Status = StatusCodes.Status400BadRequest };
}

/// <summary>What the search page shows.</summary>
/// <param name="Askable">The products on the page that may be requested.</param>
public sealed record SearchModel(SearchQuery Query, SearchPage Page, ImmutableHashSet<ProductId> Askable, ImmutableArray<Problem> Problems)
{
    public static SearchPage Nothing { get; } = new(0, [], ImmutableSortedDictionary<Facet, ImmutableArray<FacetValue>>.Empty, null, null);

    public bool Filtered => Query.ApprovedOnly || Query.Filters.Any(f => !f.Value.IsEmpty);
}
