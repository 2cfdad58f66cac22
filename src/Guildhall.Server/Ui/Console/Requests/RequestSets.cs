using System.Collections.Immutable;
using Guildhall.App.Requests;
using Guildhall.Domain;
using Guildhall.Domain.Requests;

namespace Guildhall.Server.Ui.Console.Requests;

/// <summary>How requests that are answered together go into change sets: one fails alone, except with those it shares a product with.</summary>
internal static class RequestSets
{
    /// <summary>Requests of one experience that share products, directly or through others, are together; at most 20 in a set.</summary>
    public static ImmutableArray<ImmutableArray<ProductRequest>> Of(IEnumerable<ProductRequest> requests)
    {
        List<List<ProductRequest>> sets = [];
        foreach (var request in requests.OrderBy(r => r.Id.Value, StringComparer.Ordinal))
        {
            var near = sets.Where(set => set.Any(other => Shares(other, request))).ToList();
            sets.RemoveAll(near.Contains);
            sets.Add([.. near.SelectMany(set => set), request]);
        }

        return [.. sets.SelectMany(set => set.Chunk(RequestDrafts.PerSet)).Select(chunk => chunk.ToImmutableArray())];
    }

    /// <summary>Enough of the requests to have every product of theirs once: what answering all of them changes for others.</summary>
    public static ImmutableArray<ProductRequest> Covering(IEnumerable<ProductRequest> requests)
    {
        var seen = new HashSet<(EntityId, ProductId)>();
        List<ProductRequest> covering = [];
        foreach (var request in requests)
        {
            var known = seen.Count;
            seen.UnionWith(request.Products.Select(p => (request.Experience, p.Id)));
            if (seen.Count > known) covering.Add(request);
        }

        return [.. covering];
    }

    private static bool Shares(ProductRequest one, ProductRequest other) =>
        one.Experience == other.Experience && one.Products.Any(p => other.Products.Any(q => q.Id == p.Id));
}
