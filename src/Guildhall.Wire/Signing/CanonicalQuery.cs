using System.Buffers;

namespace Guildhall.Wire.Signing;

/// <summary>The canonical query string (security.md 3.2 step 10).</summary>
internal static class CanonicalQuery
{
    /// <summary>Writes the sorted parameters; those named in <paramref name="leftOut"/> do not take part.</summary>
    public static void Write(ref PooledBytes output, ReadOnlySpan<char> query, scoped ReadOnlySpan<string> leftOut)
    {
        if (query.IsEmpty)
            return;
        var encoded = new PooledBytes(query.Length + 64);
        var parameters = ArrayPool<Parameter>.Shared.Rent(query.Count('&') + 1);
        var count = Encode(ref encoded, query, leftOut, parameters);
        var bytes = encoded.Written;
        parameters.AsSpan(0, count).Sort(new ByNameThenValue(encoded.Buffer));
        for (var i = 0; i < count; i++)
            Join(ref output, i > 0, bytes[parameters[i].Name], bytes[parameters[i].Value]);
        ArrayPool<Parameter>.Shared.Return(parameters);
        encoded.Dispose();
    }

    private static int Encode(ref PooledBytes encoded, ReadOnlySpan<char> query, scoped ReadOnlySpan<string> leftOut, Parameter[] parameters)
    {
        var count = 0;
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            var equals = pair.IndexOf('=');
            var name = equals < 0 ? pair : pair[..equals];
            if (Contains(leftOut, name))
                continue;
            var start = encoded.Length;
            PercentEncoding.AddQueryPart(ref encoded, name);
            var middle = encoded.Length;
            PercentEncoding.AddQueryPart(ref encoded, equals < 0 ? [] : pair[(equals + 1)..]);
            parameters[count++] = new Parameter(start..middle, middle..encoded.Length);
        }

        return count;
    }

    private static bool Contains(ReadOnlySpan<string> names, ReadOnlySpan<char> name)
    {
        foreach (var one in names)
            if (name.SequenceEqual(one))
                return true;
        return false;
    }

    private static void Join(ref PooledBytes output, bool later, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (later)
            output.Add((byte)'&');
        output.Add(name);
        output.Add((byte)'=');
        output.Add(value);
    }

    private readonly record struct Parameter(Range Name, Range Value);

    private readonly struct ByNameThenValue(byte[] bytes) : IComparer<Parameter>
    {
        public int Compare(Parameter x, Parameter y) =>
            bytes.AsSpan(x.Name).SequenceCompareTo(bytes.AsSpan(y.Name)) is not 0 and var byName
                ? byName
                : bytes.AsSpan(x.Value).SequenceCompareTo(bytes.AsSpan(y.Value));
    }
}
