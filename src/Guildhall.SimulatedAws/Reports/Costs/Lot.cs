namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>Numbers that look like chance and are the same for the same words, on every machine.</summary>
internal static class Lot
{
    /// <summary>FNV-1a over the words, mixed.</summary>
    public static ulong Of(params ReadOnlySpan<string> words)
    {
        var hash = 14695981039346656037UL;
        foreach (var word in words)
        {
            foreach (var character in word) hash = (hash ^ character) * 1099511628211UL;
            hash = (hash ^ '/') * 1099511628211UL;
        }

        return Mix(hash);
    }

    /// <summary>Another number for each <paramref name="more"/>.</summary>
    public static ulong Of(ulong lot, long more) => Mix(lot ^ Mix((ulong)more + 0x9E3779B97F4A7C15));

    /// <summary>From 0 inclusive to 1 exclusive.</summary>
    public static double Fraction(ulong lot) => (lot >> 11) * (1.0 / (1UL << 53));

    // The last steps of SplitMix64 (Steele, Lea, Flood 2014).
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
