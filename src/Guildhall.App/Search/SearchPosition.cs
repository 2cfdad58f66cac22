using System.Globalization;

namespace Guildhall.App.Search;

/// <summary>
/// Where a page ended, or for a walk back where it began: that product's place, its title for the order by name, and what each word was worth, so that changes of the catalogue between two
/// pages neither repeat nor end the walk (storefront-and-procurement.md A.3).
/// </summary>
internal sealed record SearchPosition(SearchPlace Place, string Title, IReadOnlyList<int> Rarities)
{
    private const char BackMark = '<';

    /// <summary>Whether it leads to the page before.</summary>
    public bool Back { get; init; }

    public string Write() => string.Create(CultureInfo.InvariantCulture, $"{(Back ? BackMark : null)}{Place.Key} {Place.Product} {string.Join(',', Rarities)} {Title}");

    /// <summary>Null when it is not what <see cref="Write"/> writes.</summary>
    public static SearchPosition? Read(string? text)
    {
        var back = text is [BackMark, ..];
        if ((back ? text![1..] : text)?.Split(' ', 4) is not [var key, var product, var rarities, var title]) return null;
        if (!long.TryParse(key, CultureInfo.InvariantCulture, out var k) || !int.TryParse(product, CultureInfo.InvariantCulture, out var p)) return null;
        return new SearchPosition(new SearchPlace(k, p), title, rarities.Length == 0 ? [] : [.. rarities.Split(',').Select(r => int.Parse(r, CultureInfo.InvariantCulture))]) { Back = back };
    }

    /// <summary>The place after which the next page begins, or before which the last one ended, in the index as it is now.</summary>
    public SearchPlace In(SearchIndex index, SearchOrder order) => order != SearchOrder.Name ? Place
        : Back ? new SearchPlace(-index.Columns.Names.UpTo(Title, Place.Product - 1), int.MinValue)
        : new SearchPlace(1 - index.Columns.Names.UpTo(Title, Place.Product), int.MaxValue);
}
