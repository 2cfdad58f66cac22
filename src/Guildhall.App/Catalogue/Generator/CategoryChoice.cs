using System.Collections.Immutable;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>Which subcategories a product is in. storefront-and-procurement.md E.5.</summary>
internal static class CategoryChoice
{
    private static readonly ImmutableArray<string> Subcategories = [.. CategorySeed.All.Where(c => c.Parent is not null).Select(c => c.Id)];
    private static readonly ImmutableDictionary<string, string> Names = CategorySeed.All.ToImmutableDictionary(c => c.Id, c => c.Name);

    private static readonly ImmutableArray<string> Learning = [.. Under("machine-learning"), .. Under("ai-agents-and-tools")];

    /// <summary>
    /// The shares for what is neither a service, nor data, nor a model: those three have their own categories and make up 21 in a hundred.
    /// </summary>
    private static readonly (double Weight, ImmutableArray<string> Of)[] Groups =
    [
        (14, ["security"]),
        (18, Under("devops")),
        (7, ["data-analytics"]),
        (6, ["operating-systems"]),
        (16, Under("business-applications")),
        (9, Learning),
        (9, Rest()),
    ];

    private static readonly double[] Weights = [.. Groups.Select(g => g.Weight)];

    /// <summary>One to three (55, 33, 12 in a hundred), the first by the product's type.</summary>
    public static ImmutableArray<string> Any(Dice dice, ProductType type)
    {
        var chosen = new List<string> { First(dice, type) };
        for (var more = dice.Weighted([55, 33, 12]); more > 0; more--)
        {
            var next = Groups[dice.Weighted(Weights)].Of;
            var category = dice.Any(next);
            if (!chosen.Contains(category)) chosen.Add(category);
        }

        return [.. chosen];
    }

    /// <summary>The first so many subcategories, for the product that is in as many as there may be.</summary>
    public static ImmutableArray<string> Many(int count) => [.. Subcategories.Take(count)];

    public static string NameOf(string category) => Names[category];

    private static string First(Dice dice, ProductType type) =>
        type == ProductType.Professional ? dice.Any(Under("professional-services"))
        : type == ProductType.Data ? dice.Any(Under("data-products"))
        : type == ProductType.Learning ? dice.Any(Learning)
        : dice.Any(Groups[dice.Weighted(Weights)].Of);

    private static ImmutableArray<string> Under(string parent) => [.. CategorySeed.All.Where(c => c.Parent == parent).Select(c => c.Id)];

    /// <summary>Desktop products cannot be added to a private marketplace (E.2), so none are made.</summary>
    private static ImmutableArray<string> Rest() =>
    [
        .. Under("iot"), .. Under("industries"), .. Under("data"),
        .. Under("infrastructure-software").Except(["security", "data-analytics", "operating-systems"]),
    ];
}
