namespace Guildhall.App.Catalogue.Generator;

/// <summary>
/// Chance from a seed, the same on every machine and in every version: integers, and doubles by +, * and / only. (SplitMix64, public domain algorithm
/// by Sebastiano Vigna.)
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 up to, but not, <paramref name="below"/>.</summary>
    public int Below(int below) => (int)(((Next() >> 32) * (ulong)below) >> 32);

    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>From 0 up to, but not, 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double share) => Share() < share;

    public T Any<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>The place of the chosen weight.</summary>
    public int Weighted(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights) sum += weight;
        var point = Share() * sum;
        for (var place = 0; place < weights.Length - 1; place++)
        {
            point -= weights[place];
            if (point < 0) return place;
        }

        return weights.Length - 1;
    }

    /// <summary>A value between table entries that stand at equal steps of the distribution.</summary>
    public double Quantile(ReadOnlySpan<double> table)
    {
        var place = Share() * (table.Length - 1);
        var low = (int)place;
        return table[low] + ((table[low + 1] - table[low]) * (place - low));
    }

    /// <summary>A prefix and 13 characters of lower-case base32.</summary>
    public string Id(string prefix)
    {
        Span<char> text = stackalloc char[13];
        var bits = Next();
        for (var place = 0; place < 13; place++)
        {
            if (place == 12) bits = Next();
            text[place] = "abcdefghijklmnopqrstuvwxyz234567"[(int)(bits & 31)];
            bits >>= 5;
        }

        return string.Concat(prefix, text);
    }
}
