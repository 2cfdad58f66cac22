using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Guildhall.App.Search;
using Guildhall.Domain;
using Guildhall.Domain.Products;

namespace Guildhall.App.Discovery;

/// <summary>
/// All listings of one moment, by number: a product's own listing has the product's number; those of several products come behind them, by id. Products are
/// searched in the index that the pages use, the others in a small one beside it. Immutable but for what is remembered of answers.
/// </summary>
internal sealed class ListingIndex
{
    /// <summary>The number of the first listing of several products.</summary>
    public const int Collections = 1 << 30;

    private const int MostAccounts = 10_000;

    private readonly ImmutableArray<ListingRecord> _collections;
    private readonly FrozenDictionary<int, ListingRecord> _ofOne;
    private readonly FrozenDictionary<string, int> _numbers;
    private readonly ListingSummary?[] _summaries;
    private readonly Reach[] _products, _several;
    private readonly ImmutableArray<int> _limited;
    private readonly ConcurrentDictionary<AccountId, FrozenSet<int>> _opened = [];

    public ListingIndex(SearchIndex products, IReadOnlyList<ListingRecord> records)
    {
        Products = products;
        _collections = [.. records.Where(r => r.Products.Length > 1).OrderBy(r => r.Id, StringComparer.Ordinal)];
        // Of two records for one product the first by id is its listing.
        _ofOne = records.Where(r => r.Products.Length == 1).GroupBy(r => r.Products[0]).ToFrozenDictionary(g => g.Key, g => g.MinBy(r => r.Id, StringComparer.Ordinal)!);
        _numbers = _ofOne.Select(r => (r.Value.Id, r.Key)).Concat(_collections.Select((r, i) => (r.Id, Key: Collections + i))).ToFrozenDictionary(r => r.Id, r => r.Key, StringComparer.Ordinal);
        Several = CollectionTexts.Index(products, _collections);
        _summaries = new ListingSummary?[products.Columns.Count];
        _products = [.. Enumerable.Range(0, products.Columns.Count).Select(p => ReachOf([p]))];
        _several = [.. _collections.Select(c => ReachOf(c.Products))];
        _limited = [.. Enumerable.Range(0, products.Columns.Count).Concat(Enumerable.Range(Collections, _collections.Length)).Where(l => Of(l) == Reach.Limited)];
    }

    /// <summary>The search over products.</summary>
    public SearchIndex Products { get; }

    /// <summary>The search over listings of several products, by their numbers less <see cref="Collections"/>.</summary>
    public SearchIndex Several { get; }

    public ListingResults Results { get; } = new();

    /// <summary>The listing's number; below 0 when there is none of this id.</summary>
    public int NumberOf(string id)
    {
        if (_numbers.TryGetValue(id, out var number)) return number;
        return Products.Catalogue.NumberOf(ListingIds.ProductOf(id)) is >= 0 and var product && !_ofOne.ContainsKey(product) ? product : -1;
    }

    public string IdOf(int listing) => Record(listing)?.Id ?? ListingIds.Of(Products.Catalogue.Products[listing].Id);

    /// <summary>What the catalogue says of the listing itself; null when a product has one without being asked.</summary>
    public ListingRecord? Record(int listing) => listing >= Collections ? _collections[listing - Collections] : _ofOne.GetValueOrDefault(listing);

    /// <summary>Numbers of the listing's products, in order.</summary>
    public ImmutableArray<int> ProductsOf(int listing) => listing >= Collections ? _collections[listing - Collections].Products : [listing];

    /// <summary>How many listings of several products come before an id, itself included.</summary>
    public int CollectionsUpTo(string id) => _collections.Count(c => string.CompareOrdinal(c.Id, id) <= 0);

    /// <summary>The same without it.</summary>
    public int CollectionsBefore(string id) => _collections.Count(c => string.CompareOrdinal(c.Id, id) < 0);

    /// <summary>Who finds it.</summary>
    public Reach Of(int listing) => listing >= Collections ? _several[listing - Collections] : _products[listing];

    /// <summary>The limited listings that an account finds.</summary>
    public FrozenSet<int> OpenTo(AccountId account)
    {
        if (_opened.Count > MostAccounts) _opened.Clear();
        return _opened.GetOrAdd(account, static (a, index) => index._limited.Where(l => index.ProductsOf(l).Any(p => index.Products.Catalogue.FindsIt(p, a))).ToFrozenSet(), this);
    }

    /// <summary>Null for a product that came after the index.</summary>
    public ProductInformation? Find(ProductId product) => Products.Catalogue.NumberOf(product.Value) is >= 0 and var number ? Product(number) : null;

    public ProductInformation Product(int number)
    {
        var (product, seller) = (Products.Catalogue.Products[number], Products.Columns.Of(Facet.Seller).Of(number)[0]);
        return new ProductInformation(product, new SellerInformation(seller, product.Manufacturer));
    }

    /// <summary>The listing as an account sees it: the products that it may not see are not told of.</summary>
    public ListingSummary Summary(int listing, AccountId account)
    {
        if (listing < Collections) return _summaries[listing] ??= ListingSummaries.Of(this, listing, [Product(listing)]);
        return ListingSummaries.Of(this, listing, [.. ProductsOf(listing).Where(p => Products.Catalogue.Products[p].VisibleTo(account)).Select(Product)]);
    }

    private Reach ReachOf(ImmutableArray<int> products)
    {
        var visibilities = products.Select(p => Products.Catalogue.Products[p].Visibility).ToList();
        return visibilities.Contains(ProductVisibility.Public) ? Reach.Everybody : visibilities.Contains(ProductVisibility.Limited) ? Reach.Limited : Reach.Nobody;
    }
}

/// <summary>Who finds a listing.</summary>
internal enum Reach : byte
{
    /// <summary>Withdrawn, or a draft.</summary>
    Nobody,

    /// <summary>Those accounts that an offer or the product names.</summary>
    Limited,
    Everybody,
}
