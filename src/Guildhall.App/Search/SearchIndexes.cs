using System.Collections.Concurrent;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Upkeep;
using Guildhall.Domain.Products;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Search;

/// <summary>
/// The search index of this process. It is built when it is first asked for, or soon after the start, and follows the catalogue: a few changed products go in
/// beside the rest at once, many make a new one, and the old one answers until that is there.
/// </summary>
public sealed class SearchIndexes : IDisposable
{
    /// <summary>What this says of itself in <see cref="Readiness"/>: degraded while the index cannot be built.</summary>
    public const string Part = "search";

    /// <summary>As many products lie in the small table of words before everything is built anew.</summary>
    internal const int MostRecent = 500;

    /// <summary>Leaves the machine to the start of the server.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(3);

    private readonly Marketplaces _marketplaces;
    private readonly SearchReading _reading;
    private readonly Readiness _readiness;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly SemaphoreSlim _one = new(1);
    private readonly ConcurrentBag<Matching> _spare = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _starting = new();
    private volatile SearchIndex? _index;
    private long _told;
    private long _looked;

    internal SearchIndexes(Database database, Marketplaces marketplaces, Readiness readiness, TimeProvider clock, ILogger log) =>
        (_marketplaces, _reading, _readiness, _clock, _log) = (marketplaces, new SearchReading(database, clock), readiness, clock, log);

    /// <summary>Whether there is an index already; a search before waits for it.</summary>
    public bool Ready => _index is not null;

    /// <summary>Builds the index soon after the start. A database that is away is tried again by the first search.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await Task.Delay(AfterStart, _clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (cancellation.IsCancellationRequested) return;
        await BuildAsync(cancellation);
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
        _one.Dispose();
    }

    /// <summary>An import has been: the next search looks whether the categories are other ones, which every product's words hang on.</summary>
    internal void CategoriesMayDiffer() => Interlocked.Increment(ref _told);

    /// <summary>Ends when the index that is being built behind the answers of the old one is there.</summary>
    internal Task Rebuilding { get; private set; } = Task.CompletedTask;

    /// <summary>The index of the catalogue as of now, or of a little before when so much changed that it is built anew.</summary>
    internal async ValueTask<SearchIndex> CurrentAsync(CancellationToken cancellation)
    {
        var (index, catalogue) = (_index, _marketplaces.Catalogue);
        if (index is null) return await UpdateAsync(cancellation);
        var otherCategories = await OtherCategoriesAsync(index, cancellation);
        if (!otherCategories && ReferenceEquals(index.Catalogue, catalogue)) return index;
        if (!otherCategories && Few(index, catalogue) is not null) return await UpdateAsync(cancellation);
        lock (_starting)
        {
            if (Rebuilding.IsCompleted) Rebuilding = Task.Run(() => BuildAsync(_stopping.Token), CancellationToken.None);
        }

        return index;
    }

    /// <summary>Working memory for one search; given back by <see cref="GiveBack"/>.</summary>
    internal Matching Take(SearchIndex index) => _spare.TryTake(out var spare) && spare.Room >= index.Columns.Count ? spare : new Matching(index.Columns.Count);

    internal void GiveBack(Matching matching) => _spare.Add(matching);

    private async Task BuildAsync(CancellationToken cancellation)
    {
        try
        {
            await UpdateAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopped while building: nothing is kept of it.
        }
        catch (Exception exception)
        {
            // The outermost frame of a task that nobody waits for; the next search tries again.
            _log.LogError(exception, "The search index cannot be built right now");
            _readiness.Report(Part, PartState.Degraded);
        }
    }

    private async Task<SearchIndex> UpdateAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            _index = await FollowAsync(_index, _marketplaces.Catalogue, cancellation);
            _readiness.Report(Part, PartState.Ready);
            return _index;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<SearchIndex> FollowAsync(SearchIndex? index, ProductCatalogue catalogue, CancellationToken cancellation)
    {
        if (index is not null && await OtherCategoriesAsync(index, cancellation)) return await _reading.AllAsync(catalogue, cancellation);
        if (index is not null && ReferenceEquals(index.Catalogue, catalogue)) return index;
        if (index is not null && Few(index, catalogue) is { } changed) return index.With(catalogue, await _reading.SomeAsync(catalogue, changed, cancellation));
        return await _reading.AllAsync(catalogue, cancellation);
    }

    /// <summary>Whether an import has changed the categories since the index was built. Mostly there was none, and nothing is read.</summary>
    private async ValueTask<bool> OtherCategoriesAsync(SearchIndex index, CancellationToken cancellation)
    {
        var told = Volatile.Read(ref _told);
        if (told == Volatile.Read(ref _looked)) return false;
        if (!index.Taxonomy.SameAs(await _reading.TaxonomyAsync(cancellation))) return true;
        Volatile.Write(ref _looked, told);
        return false;
    }

    /// <summary>The numbers of the products that differ; null when they are too many for the small table, or numbers mean something else now.</summary>
    private static List<int>? Few(SearchIndex index, ProductCatalogue catalogue) =>
        catalogue.Continues(index.Catalogue) && Changed(index.Catalogue, catalogue) is var changed && index.RecentProducts + changed.Count <= MostRecent ? changed : null;

    private static List<int> Changed(ProductCatalogue before, ProductCatalogue now)
    {
        var changed = new List<int>();
        for (var number = 0; number < now.Products.Length; number++)
        {
            if (number >= before.Products.Length || !ReferenceEquals(now.Products[number], before.Products[number])) changed.Add(number);
        }

        return changed;
    }
}
