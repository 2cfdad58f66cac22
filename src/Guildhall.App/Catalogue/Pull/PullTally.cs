using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Cloud.Discovery;

namespace Guildhall.App.Catalogue.Pull;

/// <summary>Counts what a walk reads, and collects what makes no sense. Thread-safe.</summary>
internal sealed class PullTally
{
    private readonly ConcurrentDictionary<DiscoveryQuestion, string> _bad = new();
    private readonly ConcurrentDictionary<string, bool> _listings = new(StringComparer.Ordinal);
    private int _products;
    private int _offers;
    private int _calls;
    private int _kept;
    private long _total = -1;

    /// <summary>What could not be read, and why.</summary>
    public ImmutableArray<PullRefusal> Bad => [.. _bad.OrderBy(b => b.Key.Id, StringComparer.Ordinal).ThenBy(b => b.Key.Operation).Select(b => new PullRefusal(b.Key.Id, b.Key.Operation.ToString(), b.Value))];

    public int BadCount => _bad.Count;

    /// <summary>Whether all listings were found that the other side counts: only then is what is not there gone (F-14).</summary>
    public bool FoundAll => _total >= 0 && _listings.Count >= _total;

    public PullProgress Now => new(_total < 0 ? null : _total, _listings.Count, _products, _offers, _calls, _kept);

    /// <param name="kept">Whether it was there already from a run before.</param>
    public void Count(DiscoveryQuestion question, JsonElement answer, bool kept)
    {
        Interlocked.Increment(ref kept ? ref _kept : ref _calls);
        if (question.Operation == DiscoveryOperation.GetProduct) Interlocked.Increment(ref _products);
        if (question.Operation == DiscoveryOperation.GetOffer) Interlocked.Increment(ref _offers);
        if (question.Operation != DiscoveryOperation.SearchListings) return;
        foreach (var listing in answer.Items("listingSummaries")) _listings.TryAdd(listing.Text("listingId") ?? "", true);
        if (question.Id.Length == 0 && answer.Find("totalResults") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var total)) Interlocked.Exchange(ref _total, total);
    }

    public void Note(DiscoveryQuestion question, string reason) => _bad[question] = reason;
}
