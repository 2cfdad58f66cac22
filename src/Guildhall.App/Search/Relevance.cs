using System.Numerics;

namespace Guildhall.App.Search;

/// <summary>
/// How well a word fits: BM25's rare words and saturation, with the fields' weights of storefront-and-procurement.md A.3 in place of counted words.
/// In whole numbers, so that equal hits are equal everywhere.
/// </summary>
internal static class Relevance
{
    /// <summary>Eighths that a word counts when it is met exactly, as a beginning, by another word of the same meaning, and with a typing error.</summary>
    public const int Exact = 8, Prefix = 6, Synonym = 6, Typo = 4;

    private const double Saturation = 6;
    private static readonly byte[] Weights = [.. Enumerable.Range(0, 64).Select(fields => Weigh((TextField)fields))];

    /// <summary>What a word in these fields is worth, 0 to 87.</summary>
    public static byte Weight(TextField fields) => Weights[(int)fields];

    /// <summary>The same for a word met less than exactly; at least 1.</summary>
    public static byte Weight(TextField fields, int eighths) => (byte)Math.Max(1, Weights[(int)fields] * eighths / 8);

    /// <summary>What a word is worth that <paramref name="found"/> of <paramref name="all"/> products have; 1 or more.</summary>
    public static int Rarity(int all, int found) => Math.Max(1, (int)Math.Round(64 * Math.Log(1 + ((all - found + 0.5) / (found + 0.5)))));

    /// <summary>The sum over all words, raised by up to an eighth for products that many reviewed.</summary>
    public static long Popular(long score, int reviews) => score * (64 + Math.Min(8, BitOperations.Log2((uint)reviews + 1)));

    private static byte Weigh(TextField fields)
    {
        double sum = Of(TextField.Title, 8) + Of(TextField.Seller, 4) + Of(TextField.Keyword, 4) + Of(TextField.Short, 2) + Of(TextField.Category, 2) + Of(TextField.Long, 1);
        return (byte)Math.Round(16 * sum * (Saturation + 1) / (sum + Saturation));

        int Of(TextField field, int weight) => (fields & field) == 0 ? 0 : weight;
    }
}
