using System.Collections.Frozen;
using System.Globalization;
using Guildhall.App.Discovery;
using Guildhall.App.Search;

namespace Guildhall.Tests.App.Discovery;

/// <summary>What is remembered of searches has a bound that no caller moves.</summary>
public sealed class ListingResultsTests
{
    [Theory]
    [InlineData(0, 100_000)]
    [InlineData(20_000, 10)]
    public void Neither_long_queries_nor_long_results_are_kept_without_end(int places, int letters)
    {
        var (results, made) = (new ListingResults(), 0);
        for (var i = 0; i < 200; i++) Ask(i);
        Ask(199);
        Assert.Equal(200, made);
        Ask(0);
        Assert.Equal(201, made);

        void Ask(int query) => results.GetOrAdd(query.ToString(CultureInfo.InvariantCulture).PadLeft(letters), () =>
        {
            made++;
            return new ListingResult(new SearchPlace[places], FrozenSet<int>.Empty, []);
        });
    }
}
