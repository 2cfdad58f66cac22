using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Search;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Storefront;

/// <summary><c>/</c>: the storefront's home, with the face of the experience that governs the visitor's account (M-11).</summary>
internal sealed class HomePages(Installation guildhall)
{
    private const int Shown = 6;

    public void Map(PageRoutes pages) => pages.Get("/", null, HomeAsync);

    private async ValueTask<PageAnswer> HomeAsync(PageCall call, CancellationToken cancellation)
    {
        if (!call.May(SearchPages.Action)) return PageAnswer.Storefront<HomeView>("Home", HomeModel.Empty);
        var page = await guildhall.Search.FindAsync(call.Caller.Account, new SearchQuery("") { Take = Shown, ApprovedOnly = true }, cancellation);
        var all = await guildhall.Search.FindAsync(call.Caller.Account, new SearchQuery("") { Take = 1 }, cancellation);
        return PageAnswer.Storefront<HomeView>("Home", new HomeModel(
            [.. all.Value.Facets[Facet.Category].Where(c => c.Parent is null).OrderBy(c => c.Name, StringComparer.Ordinal)], page.Value.Items, page.Value.Total, all.Value.Total, page.Value.Approved is not null));
    }
}

/// <summary>What home shows.</summary>
/// <param name="Products">The most reviewed of what may be bought.</param>
/// <param name="Permitted">How many products may be bought.</param>
/// <param name="All">How many there are.</param>
public sealed record HomeModel(ImmutableArray<FacetValue> Categories, ImmutableArray<FoundProduct> Products, int Permitted, int All, bool Governed)
{
    public static HomeModel Empty { get; } = new([], [], 0, 0, false);
}
