using Guildhall.App.Search;

namespace Guildhall.Tests.App.Search;

/// <summary>Words, orders, facets and pages of the index against the slow search, in many small catalogues.</summary>
public sealed class SearchRunTests
{
    private static readonly Synonyms Same = Synonyms.Parse("k8s kubernetes\nwaf, firewall # a comment");

    [Fact]
    public void Results_and_their_order_are_those_of_the_slow_search() => InManyCatalogues((index, slow, query) =>
        Assert.Equal(slow.Find(query), AllPages(index, query)));

    [Fact]
    public void The_total_and_the_counts_of_facets_are_those_of_the_slow_search() => InManyCatalogues((index, slow, query) =>
    {
        var (_, counts, _, _) = new SearchRun(index, query, Same, _ => true, null).Run(new Matching(index.Columns.Count), null);
        Assert.Equal(slow.Find(query).Count, counts.Total);
        foreach (var facet in new[] { Facet.Category, Facet.Delivery, Facet.Pricing, Facet.Type, Facet.Seller, Facet.Rating })
        {
            var expected = slow.Count(query, facet);
            Assert.Equal(expected.OrderBy(e => e.Key), counts.Values(facet).Where(v => v.Count > 0).ToDictionary(v => v.Value, v => v.Count).OrderBy(e => e.Key));
        }
    });

    [Fact]
    public void Changed_and_added_products_are_found_as_if_everything_had_been_built_anew()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var texts = Enumerable.Range(0, 60).Select(number => RandomTexts.Of(random, number)).ToList();
            var index = SearchIndex.Build(RandomTexts.Catalogue(texts), texts, Taxonomy.Seed);
            for (var round = 0; round < 3; round++)
            {
                var changed = Enumerable.Range(0, 5).Select(_ => RandomTexts.Of(random, random.Next(texts.Count))).DistinctBy(t => t.Number).Append(RandomTexts.Of(random, texts.Count)).OrderBy(t => t.Number).ToList();
                foreach (var text in changed) if (text.Number < texts.Count) texts[text.Number] = text; else texts.Add(text);
                index = index.With(RandomTexts.Catalogue(texts), changed);
            }

            var slow = new SlowSearch(texts, Taxonomy.Seed, Same);
            for (var i = 0; i < 20; i++)
            {
                var query = RandomTexts.Query(random);
                Assert.Equal(slow.Find(query), AllPages(index, query));
            }
        }
    }

    [Fact]
    public void What_an_account_may_not_see_is_neither_found_nor_counted() => InManyCatalogues((index, slow, query) =>
    {
        var (products, counts, _, _) = new SearchRun(index, query with { Take = 100 }, Same, product => product % 3 != 0, null).Run(new Matching(index.Columns.Count), null);
        var expected = slow.Find(query).Where(product => product % 3 != 0).ToList();
        Assert.Equal(expected, products);
        Assert.Equal(expected.Count, counts.Total);
        Assert.Equal(counts.Total, query.Filters.ContainsKey(Facet.Type) ? counts.Total : counts.Values(Facet.Type).Sum(v => v.Count));
    });

    [Fact]
    public void A_page_goes_on_where_the_last_ended_though_products_came_between()
    {
        var texts = Enumerable.Range(0, 30).Select(number => RandomTexts.Of(new Random(number), number) with { Title = "cloud", Short = "", Long = "" }).ToList();
        var index = SearchIndex.Build(RandomTexts.Catalogue(texts), texts, Taxonomy.Seed);
        var query = new SearchQuery("cloud") { Take = 10 };
        var (first, _, next, _) = new SearchRun(index, query, Same, _ => true, null).Run(new Matching(40), null);
        SearchText[] added = [.. Enumerable.Range(30, 5).Select(number => texts[0] with { Number = number, Reviews = 100, Title = "cloud cloud" })];
        var later = index.With(RandomTexts.Catalogue([.. texts, .. added]), added);

        var (second, _, _, _) = new SearchRun(later, query, Same, _ => true, null).Run(new Matching(40), next);

        Assert.Empty(first.Intersect(second));
        Assert.Equal(AllPages(index, query with { Take = 20 })[10..20], second);
    }

    private static List<int> AllPages(SearchIndex index, SearchQuery query)
    {
        var all = new List<int>();
        SearchPosition? after = null;
        do
        {
            var (products, _, next, _) = new SearchRun(index, query, Same, _ => true, null).Run(new Matching(index.Columns.Count), after);
            all.AddRange(products);
            after = next is null ? null : SearchPosition.Read(next.Write());
        }
        while (after is not null);
        return all;
    }

    private static void InManyCatalogues(Action<SearchIndex, SlowSearch, SearchQuery> check)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            SearchText[] texts = [.. Enumerable.Range(0, random.Next(1, 90)).Select(number => RandomTexts.Of(random, number))];
            var index = SearchIndex.Build(RandomTexts.Catalogue(texts), texts, Taxonomy.Seed);
            var slow = new SlowSearch(texts, Taxonomy.Seed, Same);
            for (var i = 0; i < 12; i++) check(index, slow, RandomTexts.Query(random));
        }
    }
}
