using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Search;
using Guildhall.App.Storefront;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront;

/// <summary>Other products of a product's first category, for those who may search.</summary>
internal sealed class Alternatives(Installation guildhall)
{
    private const int Most = 4;

    /// <param name="approvedOnly">Only what the caller's account may buy.</param>
    public async Task<ImmutableArray<FoundProduct>> OfAsync(PageCall call, ProductSheet sheet, bool approvedOnly, CancellationToken cancellation)
    {
        if (sheet.Categories.IsEmpty || !call.May(SearchPages.Action)) return [];
        var query = new SearchQuery("")
        {
            Filters = ImmutableSortedDictionary<Facet, ImmutableArray<string>>.Empty.Add(Facet.Category, [sheet.Categories[0].Id]),
            ApprovedOnly = approvedOnly,
            Take = Most + 1,
        };
        var page = await guildhall.Search.FindAsync(call.Caller.Account, query, cancellation);
        return [.. page.Value.Items.Where(item => item.Product.Id != sheet.Product.Id).Take(Most)];
    }
}
