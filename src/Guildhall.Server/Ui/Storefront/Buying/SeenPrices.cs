using System.Collections.Immutable;
using Guildhall.App.Storefront;
using Guildhall.Domain.Offers;
using Guildhall.Server.Ui.Storefront.Offers;

namespace Guildhall.Server.Ui.Storefront.Buying;

/// <summary>The prices that a buyer has seen, carried along in the form, so that it can be told what a seller changed meanwhile. It decides nothing.</summary>
internal static class SeenPrices
{
    private const int Longest = 16_384;
    private const int Most = 20;

    /// <summary>One line a price; empty when they are too many to be carried.</summary>
    public static string Of(Offer offer, ImmutableArray<PriceDimension> dimensions)
    {
        var text = string.Join('\n', Lines(offer, dimensions).Select(l => $"{l.What}\t{l.Price}"));
        return text.Length > Longest ? "" : text;
    }

    /// <summary>What is another price now, is new, or has gone; at most 20.</summary>
    public static ImmutableArray<string> Changes(string seen, Offer offer, ImmutableArray<PriceDimension> dimensions)
    {
        if (seen.Length is 0 or > Longest) return [];
        var before = seen.Split('\n').Select(line => line.Split('\t')).Where(parts => parts.Length == 2).DistinctBy(parts => parts[0], StringComparer.Ordinal).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
        var after = Lines(offer, dimensions).DistinctBy(l => l.What, StringComparer.Ordinal).ToList();
        return
        [
            .. after.Where(l => before.GetValueOrDefault(l.What) != l.Price).Select(l => before.TryGetValue(l.What, out var was) ? $"{l.What}: {l.Price}, was {was}" : $"{l.What}: {l.Price}, new")
                .Concat(before.Keys.Where(what => after.All(l => l.What != what)).Select(what => $"{what}: no longer offered"))
                .Take(Most),
        ];
    }

    private static IEnumerable<(string What, string Price)> Lines(Offer offer, ImmutableArray<PriceDimension> dimensions) =>
        OfferPrice.Of(offer, dimensions).Select(p => (p.Duration is null ? $"{p.For}, {p.Model}" : $"{p.For}, {DurationText.Of(p.Duration)}", $"{p.Amount} {p.Currency}".Trim()));
}
