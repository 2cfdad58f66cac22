using System.Collections.Immutable;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Products;

namespace Guildhall.App.Search;

/// <summary>Finding products: the one way for pages, API and command line.</summary>
public sealed class ProductSearch(SearchIndexes indexes, Marketplaces marketplaces, Decisions decisions, PageTokens tokens, Synonyms synonyms)
{
    /// <summary>
    /// A page of the products that <paramref name="account"/> can see and that fit the query. Private products are found only by accounts that an offer
    /// names (M-19). Malformed: a text of more than 512 characters, a page of none or more than 100, a cursor of another search.
    /// </summary>
    public async ValueTask<Result<SearchPage>> FindAsync(AccountId account, SearchQuery query, CancellationToken cancellation)
    {
        if (query.Text.EnumerateRunes().Count() > SearchQuery.LongestText) return Problem.Malformed($"A search text has at most {SearchQuery.LongestText} characters.", "q");
        if (query.Take is < 1 or > 100) return Problem.Malformed("limit must be a number from 1 to 100.", "limit");
        var binding = $"search\n{account}\n{query.Binding}";
        SearchPosition? after = null;
        if (query.Cursor is { } cursor && (after = SearchPosition.Read(tokens.Read(binding, cursor))) is null)
            return Problem.Malformed("cursor is not one that this search gave to this account.", "cursor");
        var index = await indexes.CurrentAsync(cancellation);
        return Find(index, marketplaces.FindTenantOf(account), account, query, after, binding);
    }

    /// <summary>The categories, once the catalogue is known.</summary>
    public async ValueTask<Taxonomy> TaxonomyAsync(CancellationToken cancellation) => (await indexes.CurrentAsync(cancellation)).Taxonomy;

    private Result<SearchPage> Find(SearchIndex index, TenantView? view, AccountId account, SearchQuery query, SearchPosition? after, string binding)
    {
        var node = view?.Marketplace.Organization.Tree.Find(account.Value);
        AccountPermissions? permissions = node is { } number ? view!.Governance.PermissionsOf(number, decisions.ReadingOf(view)) : null;
        var run = new SearchRun(index, query, synonyms, Visible(marketplaces.Catalogue, account), permissions);
        var matching = indexes.Take(index);
        var (products, counts, next, previous) = run.Run(matching, after);
        indexes.GiveBack(matching);
        var highlighting = run.Highlighting();
        return new SearchPage(
            counts.Total,
            [.. products.Select(product => Found(index, product, view, account, highlighting))],
            FacetWords.All.ToImmutableSortedDictionary(facet => facet, counts.Values),
            permissions is { Governed: true } ? counts.Approved : null,
            next is null ? null : tokens.Write(binding, next.Write()))
        {
            Previous = previous is null ? null : tokens.Write(binding, previous.Write()),
        };
    }

    /// <summary>
    /// By the catalogue of now, even when the index is of a little before. Withdrawn products and drafts are not found by anybody.
    /// storefront-and-procurement.md A.3.
    /// </summary>
    private static Func<int, bool> Visible(ProductCatalogue catalogue, AccountId account) => product => product < catalogue.Products.Length && catalogue.Products[product].Visibility switch
    {
        ProductVisibility.Public => true,
        ProductVisibility.Limited => catalogue.Products[product].VisibleTo(account),
        _ => false,
    };

    private FoundProduct Found(SearchIndex index, int number, TenantView? view, AccountId account, Highlighting highlighting)
    {
        var (product, columns) = (index.Catalogue.Products[number], index.Columns);
        var text = columns.Short(number);
        var highlights = new Highlights(highlighting.Of(product.Title), highlighting.Of(product.Manufacturer), highlighting.Of(text));
        return new FoundProduct(product, columns.Of(Facet.Seller).Of(number) is [var seller, ..] ? seller : "", text, view is null ? null : decisions.Decide(view, account.Value, product.Id.Value), highlights)
        {
            Categories = columns.Of(Facet.Category).Of(number),
            Delivery = columns.Of(Facet.Delivery).Of(number),
            Pricing = columns.Of(Facet.Pricing).Of(number),
            Badges = columns.Of(Facet.Badge).Of(number),
            Tenths = columns.Tenths(number),
            Reviews = columns.Reviews(number),
        };
    }
}
