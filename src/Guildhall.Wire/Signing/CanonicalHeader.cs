using Microsoft.Extensions.Primitives;

namespace Guildhall.Wire.Signing;

/// <summary>One header of a canonical request: trimmed, runs of blanks made one, several values joined in the order received.</summary>
internal static class CanonicalHeader
{
    public static void Write(ref PooledBytes output, string name, StringValues values)
    {
        output.Add(name);
        output.Add((byte)':');
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
                output.Add((byte)',');
            Add(ref output, values[i].AsSpan().Trim(" \t"));
        }

        output.Add((byte)'\n');
    }

    private static void Add(ref PooledBytes output, ReadOnlySpan<char> value)
    {
        for (var blank = value.IndexOfAny(' ', '\t'); blank >= 0; blank = value.IndexOfAny(' ', '\t'))
        {
            output.Add(value[..blank]);
            output.Add((byte)' ');
            value = value[blank..].TrimStart(" \t");
        }

        output.Add(value);
    }
}
