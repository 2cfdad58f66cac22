using System.Numerics;

namespace Guildhall.App.Search;

/// <summary>
/// Where a word occurs. Products that have it in a short field are listed with their fields; those that have it in the long description alone are kept
/// apart, as bits when they are many: everyday words stand in nearly every description.
/// </summary>
/// <param name="Fields">Product number times 64 plus its fields, ascending.</param>
/// <param name="Long">Numbers of products that have it in the long description only, ascending; empty when <paramref name="LongBits"/> has them.</param>
internal sealed record Postings(uint[] Fields, int[] Long, ulong[] LongBits, int Count)
{
    /// <summary>Every product and where it has the word; written for tests and small lists, not for speed.</summary>
    public IEnumerable<(int Product, TextField Fields)> All()
    {
        foreach (var posting in Fields) yield return ((int)(posting >> 6), (TextField)(posting & 63));
        foreach (var product in Long) yield return (product, TextField.Long);
        for (var word = 0; word < LongBits.Length; word++)
        {
            for (var rest = LongBits[word]; rest != 0; rest &= rest - 1) yield return ((word << 6) + BitOperations.TrailingZeroCount(rest), TextField.Long);
        }
    }

    /// <summary>Of the postings as they were gathered, in any order of the products.</summary>
    public static Postings Of(List<uint> gathered, int products)
    {
        gathered.Sort();
        var alone = gathered.Count(p => (p & 63) == (uint)TextField.Long);
        var fields = alone == gathered.Count ? [] : gathered.Where(p => (p & 63) != (uint)TextField.Long).ToArray();
        var numbers = gathered.Where(p => (p & 63) == (uint)TextField.Long).Select(p => (int)(p >> 6));
        if (alone <= products / 32) return new Postings(fields, alone == 0 ? [] : [.. numbers], [], gathered.Count);
        var bits = new ulong[(products + 63) >> 6];
        foreach (var number in numbers) bits[number >> 6] |= 1UL << number;
        return new Postings(fields, [], bits, gathered.Count);
    }
}
