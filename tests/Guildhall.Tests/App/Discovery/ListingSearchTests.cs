using System.Collections.Immutable;
using Guildhall.App.Discovery;
using Guildhall.App.Search;
using Guildhall.Domain;
using Guildhall.Domain.Products;
using Guildhall.Tests.App.Search;

namespace Guildhall.Tests.App.Discovery;

/// <summary>Searching listings of both kinds against the slow and obvious way. storefront-and-procurement.md A.3, A.4.</summary>
public sealed class ListingSearchTests
{
    private static readonly AccountId Named = new("111111111111"), Other = new("222222222222");
    private static readonly Synonyms Same = Synonyms.Parse("k8s kubernetes", "waf firewall");

    [Fact]
    public void StorefrontH3_What_is_counted_for_a_value_is_what_filtering_by_it_finds()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var world = new World(seed);
            var (query, open) = (Query(new Random(seed)), world.Listings.OpenTo(seed % 2 == 0 ? Named : Other));
            var counts = new ListingCounts(world.Listings, query);
            new ListingSearch(world.Listings, Same).Run(new Matching(40), query, [], (place, failed) =>
            {
                if (world.Listings.Of(place.Product) == Reach.Everybody || open.Contains(place.Product)) counts.Take(place.Product, failed);
            });
            Assert.Equal(world.Find(query).Count(open), counts.Total);
            foreach (var facet in ListingFacets.All)
            {
                foreach (var value in counts.Values(facet)) Assert.True(value.Count == world.Find(Exchanged(query, facet, value.Value)).Count(open), $"seed {seed}: {facet} {value}");
            }
        }
    }

    [Fact]
    public void Found_are_those_that_a_slow_search_finds_in_its_order_and_limited_ones_only_for_those_they_are_open_to()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var (world, query) = (new World(seed), Query(new Random(seed)));
            var found = world.Find(query);
            var order = query.ByRating ? SearchOrder.Rating : SearchOrder.Relevance;
            var slow = new SlowSearch(world.Texts, Taxonomy.Seed, Same).Find(new SearchQuery(query.Text) { Order = order }).Where(n => world.Products.Products[n].Visibility != ProductVisibility.Restricted && Passes(world.Texts[n], query, several: false));
            Assert.Equal(slow, found.Places.Select(p => p.Product).Where(p => p < ListingIndex.Collections));
            Assert.Equal(found.Places.OrderByDescending(p => p.Key).ThenBy(p => p.Product), found.Places);
            Assert.Equal(found.Places.Count(p => world.Sees(p.Product, Named)), found.Count(world.Listings.OpenTo(Named)));
            Assert.Equal(found.Places.Count(p => world.Sees(p.Product, Other)), found.Count(world.Listings.OpenTo(Other)));
        }
    }

    [Fact]
    public void StorefrontH2_Pages_of_any_size_in_either_direction_are_the_whole_once()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var (world, random) = (new World(seed), new Random(seed));
            var (query, take) = (Query(random), random.Next(1, 9));
            var result = world.Find(query);
            int[] expected = [.. result.Places.Select(p => p.Product).Where(p => world.Sees(p, Other))];
            Assert.Equal(expected, Walk(world, query, ascending: false, take, world));
            Assert.Equal(expected.Reverse(), Walk(world, query, ascending: true, take, world));
        }
    }

    [Fact]
    public void StorefrontH2_What_comes_and_goes_between_two_pages_neither_repeats_nor_ends_the_walk()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var (before, query) = (new World(seed), new ListingQuery());
            foreach (var ascending in (bool[])[false, true])
            {
                var later = new World(seed, without: seed % 3, more: seed % 2 == 0);
                var seen = Walk(before, query, ascending, 3, later).Select(later.IdOf).ToList();
                Assert.Equal(seen.Count, seen.Distinct().Count());
                Assert.Empty(before.Find(query).Places.Where(p => before.Sees(p.Product, Other)).Select(p => before.IdOf(p.Product)).Intersect(later.Find(query).Places.Select(p => later.IdOf(p.Product))).Except(seen));
            }
        }
    }

    [Theory]
    [InlineData("prod-abc", "prodview-abc")]
    [InlineData("0d3b9b1e-1111-4222-8333-444455556666", "prodview_0d3b9b1e-1111-4222-8333-444455556666")]
    public void A_product_has_a_listing_whose_id_tells_it(string product, string listing)
    {
        Assert.Equal(listing, ListingIds.Of(new ProductId(product)));
        Assert.Equal(product, ListingIds.ProductOf(listing));
        Assert.Equal("", ListingIds.ProductOf("prodview_prod-abc"));
        Assert.Equal("", ListingIds.ProductOf("prod-abc"));
    }

    /// <summary>The listings seen by one whom no offer names: the first page in one world, the others in the next.</summary>
    private static List<int> Walk(World first, ListingQuery query, bool ascending, int take, World then)
    {
        var (seen, world, position) = (new List<int>(), first, (ListingPosition?)null);
        while (true)
        {
            var result = world.Find(query, position?.Rarities ?? []);
            var (page, more) = result.Read(position?.In(world.Listings, ascending), ascending, take, p => world.Sees(p, Other));
            seen.AddRange(page.Select(p => p.Product).Select(p => then.NumberOf(world.IdOf(p)) is >= 0 and var number ? number : p));
            if (!more) return seen;
            position = ListingPosition.Read(ListingPosition.Of(world.Listings, page[^1], result.Rarities).Write());
            world = then;
        }
    }

    private static ListingQuery Query(Random random)
    {
        var query = RandomTexts.Query(random);
        var filters = ImmutableArray.CreateBuilder<ListingFilter>();
        if (random.Next(3) == 0) filters.Add(new ListingFilter(ListingFacet.Category, ["security", "devops"]));
        if (random.Next(3) == 0) filters.Add(new ListingFilter(ListingFacet.FulfillmentOptionType, [random.Next(2) == 0 ? "SAAS" : "API"]));
        if (random.Next(4) == 0) filters.Add(new ListingFilter(ListingFacet.FulfillmentOptionType, ["API"]));
        if (random.Next(4) == 0) filters.Add(new ListingFilter(ListingFacet.NumberOfProducts, [random.Next(2) == 0 ? ListingFacets.Single : ListingFacets.Multiple]));
        if (random.Next(4) == 0) filters.Add(new ListingFilter(ListingFacet.Publisher, ["seller-1", "seller-2"]));
        return new ListingQuery
        {
            Text = query.Text,
            Filters = filters.ToImmutable(),
            ByRating = random.Next(3) == 0,
            LeastRating = random.Next(3) == 0 ? random.Next(45) : 0,
            MostRating = random.Next(4) == 0 ? random.Next(30, 51) : 50,
        };
    }

    /// <summary>The query with one facet's filters exchanged for a value.</summary>
    private static ListingQuery Exchanged(ListingQuery query, ListingFacet facet, string value) => facet == ListingFacet.AverageCustomerRating
        ? query with { LeastRating = 10 * (value[0] - '0'), MostRating = ListingQuery.HighestRating }
        : query with { Filters = [.. query.Filters.Where(f => f.Facet != facet), new ListingFilter(facet, [value])] };

    private static bool Passes(SearchText text, ListingQuery query, bool several) =>
        text.Tenths >= query.LeastRating && text.Tenths <= query.MostRating && query.Filters.All(f => f.Values.Intersect(Values(text, f.Facet, several)).Any());

    private static IEnumerable<string> Values(SearchText text, ListingFacet facet, bool several) => facet switch
    {
        ListingFacet.Category => Taxonomy.Seed.WithParents(text.Categories),
        ListingFacet.FulfillmentOptionType => text.Delivery,
        ListingFacet.Publisher => [text.SellerId],
        ListingFacet.NumberOfProducts => [several ? ListingFacets.Multiple : ListingFacets.Single],
        _ => [],
    };

    /// <summary>Forty products, a few of them limited or withdrawn, and listings of several.</summary>
    private sealed class World
    {
        private const int Count = 40;

        /// <param name="without">How many of the listings of several products are left out, from the first on.</param>
        /// <param name="more">Whether one more comes before them all.</param>
        public World(int seed, int without = 0, bool more = false)
        {
            var random = new Random(seed);
            Texts = [.. Enumerable.Range(0, Count).Select(n => RandomTexts.Of(random, n) with { Units = random.Next(2) == 0 ? ["USERS"] : ["HOSTS", "UNITS"], Deployed = random.Next(3) == 0 ? [] : ["DEPLOYED"] })];
            Products = ProductCatalogue.Of([.. RandomTexts.Catalogue(Texts).Products.Select(p => random.Next(8) switch
            {
                0 => p with { Visibility = ProductVisibility.Limited, AllowedAccounts = [Named] },
                1 => p with { Visibility = ProductVisibility.Restricted },
                _ => p,
            })]);
            var records = Enumerable.Range(0, 6).Select(i => new ListingRecord($"prodview-several{i}", $"alpha cloud {i}", [.. Enumerable.Range(0, 3).Select(_ => random.Next(Count)).Distinct()])).ToList();
            ListingRecord[] first = more ? [new ListingRecord("prodview-a", "alpha", [0, 1])] : [];
            Listings = new ListingIndex(SearchIndex.Build(Products, Texts, Taxonomy.Seed), [.. first, .. records.Skip(without)]);
        }

        public IReadOnlyList<SearchText> Texts { get; }

        public ProductCatalogue Products { get; }

        public ListingIndex Listings { get; }

        public ListingResult Find(ListingQuery query, int[]? rarities = null) => ListingResult.Of(Listings, new Matching(Count), Same, query, rarities ?? []);

        public bool Sees(int listing, AccountId account) => Listings.ProductsOf(listing).Any(p => Products.FindsIt(p, account));

        public string IdOf(int listing) => Listings.IdOf(listing);

        public int NumberOf(string id) => Listings.NumberOf(id);
    }
}
