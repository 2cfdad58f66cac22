using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Search;
using Guildhall.App.Storefront;
using Guildhall.Domain;
using Guildhall.Server.Api.V1;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Storefront;

/// <summary><c>/search</c>. storefront-and-procurement.md D.1.</summary>
internal sealed class SearchPages(Installation guildhall)
{
    /// <summary>What one's policies must allow to browse.</summary>
    public const string Action = "aws-marketplace:SearchListings";

    private const int PerRead = 100;

    public void Map(PageRoutes pages)
    {
        pages.Get("/search", Action, SearchAsync);
        pages.Get("/search.csv", Action, CsvAsync);
    }

    private async ValueTask<PageAnswer> SearchAsync(PageCall call, CancellationToken cancellation)
    {
        var asked = SearchParameters.Read(call.Query);
        if (asked.Refused) return Refused(new SearchQuery(""), asked.Problems);
        var page = await guildhall.Search.FindAsync(call.Caller.Account, asked.Value, cancellation);
        if (page.Refused) return Refused(asked.Value, page.Problems);
        var askable = call.Tenant is { } tenant
            ? page.Value.Items.Where(i => i.Decision is { } decision && ProductStanding.MayBeAskedFor(tenant, call.Caller, decision, i.Product.Id)).Select(i => i.Product.Id).ToImmutableHashSet()
            : [];
        return PageAnswer.Storefront<SearchView>("Search", new SearchModel(asked.Value, page.Value, askable, []));
    }

    /// <summary>Everything that is found, in the same order, read page by page while it is sent.</summary>
    private async ValueTask<PageAnswer> CsvAsync(PageCall call, CancellationToken cancellation)
    {
        var asked = SearchParameters.Read(call.Query);
        if (asked.Refused) return new PageAnswer.Refused(asked.Problems);
        var query = asked.Value with { Take = PerRead, Cursor = null };
        var first = await guildhall.Search.FindAsync(call.Caller.Account, query, cancellation);
        if (first.Refused) return new PageAnswer.Refused(first.Problems);
        return new PageAnswer.Download("products.csv", "text/csv; charset=utf-8", async (text, stopping) =>
        {
            await text.WriteAsync(CsvFile.Line(["Product id", "Title", "Seller", "Type", "Decision", "Reason", "Rating", "Reviews", "Description"]));
            for (var page = first.Value; page is not null; page = await NextAsync(call, query, page, stopping))
            {
                foreach (var item in page.Items)
                    await text.WriteAsync(CsvFile.Line([item.Product.Id.Value, item.Product.Title, item.Product.Manufacturer, item.Product.Type, item.Decision?.Decision, item.Decision?.Reason, item.Reviews > 0 ? item.Tenths / 10m : null, item.Reviews, item.Short]));
            }
        });
    }

    private async Task<SearchPage?> NextAsync(PageCall call, SearchQuery query, SearchPage page, CancellationToken cancellation) =>
        page.Next is { } next ? (await guildhall.Search.FindAsync(call.Caller.Account, query with { Cursor = next }, cancellation)).Value : null;

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
