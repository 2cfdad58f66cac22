using System.Globalization;

namespace Guildhall.App.Search;

/// <summary>
/// Where a page ended: the last product's place, its title for the order by name, and what each word was worth, so that changes of the catalogue between two
/// pages neither repeat nor end the walk (storefront-and-procurement.md A.3).
/// </summary>
internal sealed record SearchPosition(SearchPlace Place, string Title, IReadOnlyList<int> Rarities)
{
    public string Write() => string.Create(CultureInfo.InvariantCulture, $"{Place.Key} {Place.Product} {string.Join(',', Rarities)} {Title}");

    /// <summary>Null when it is not what <see cref="Write"/> writes.</summary>
    public static SearchPosition? Read(string? text)
    {
        if (text?.Split(' ', 4) is not [var key, var product, var rarities, var title]) return null;
        if (!long.TryParse(key, CultureInfo.InvariantCulture, out var k) || !int.TryParse(product, CultureInfo.InvariantCulture, out var p)) return null;
        return new SearchPosition(new SearchPlace(k, p), title, rarities.Length == 0 ? [] : [.. rarities.Split(',').Select(r => int.Parse(r, CultureInfo.InvariantCulture))]);
    }

    /// <summary>The place after which the next page begins, in the index as it is now.</summary>
    public SearchPlace In(SearchIndex index, SearchOrder order) =>
        order == SearchOrder.Name ? new SearchPlace(1 - index.Columns.Names.UpTo(Title, Place.Product), int.MaxValue) : Place;
}
