using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Guildhall.App.Billing.Reading;

/// <summary>Finds a few entries of a cell that is a map in JSON: product attributes and tags of CUR 2.0, tags of FOCUS. aws-operations.md C.5.</summary>
internal sealed class MapText
{
    private readonly byte[][][] _exact;
    private readonly byte[][] _plain;
    private readonly (int Start, int Length, int Rank)[] _found;
    private readonly ArrayBufferWriter<byte> _values = new();
    private readonly ArrayBufferWriter<byte> _last = new();
    private bool _sound;

    /// <param name="names">For each entry, its names: the first are looked for exactly, the last one by letters and digits alone.</param>
    private MapText(IEnumerable<string[]> names)
    {
        var all = names.ToList();
        _exact = [.. all.Select(n => n[..^1].Select(Encoding.UTF8.GetBytes).ToArray())];
        _plain = [.. all.Select(n => Encoding.UTF8.GetBytes(ColumnNames.Plain(n[^1])))];
        _found = new (int, int, int)[all.Count];
        Read(default);
    }

    /// <summary>Name and region of a product, in this order.</summary>
    public static MapText OfProduct() => new([["product_name", "product_name"], ["region", "region"]]);

    /// <summary>Tags by the keys that they have on resources. CUR 2.0 writes <c>user_cost_center</c> for <c>CostCenter</c>, FOCUS the key itself.</summary>
    public static MapText OfTags(IEnumerable<string> keys) => new(keys.Select(key => new[] { $"user:{key}", key, $"user:{key}" }));

    /// <summary>Remembers the entries that are wanted. False when it is not a map. An empty text is an empty map.</summary>
    public bool Read(ReadOnlySpan<byte> json)
    {
        if (_sound && json.SequenceEqual(_last.WrittenSpan)) return true;
        _values.ResetWrittenCount();
        _last.ResetWrittenCount();
        Array.Clear(_found);
        try
        {
            _sound = json.IsEmpty || TryRead(json);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            _sound = false;
        }

        _last.Write(json);
        return _sound;
    }

    /// <summary>Its value; empty when there is none.</summary>
    public ReadOnlySpan<byte> Value(int wanted) => _values.WrittenSpan.Slice(_found[wanted].Start, _found[wanted].Length);

    private bool TryRead(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (wanted, rank) = Find(reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan);
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) reader.Skip();
            else if (wanted >= 0 && rank > _found[wanted].Rank) Keep(ref reader, wanted, rank);
        }

        return !reader.Read();
    }

    private void Keep(ref Utf8JsonReader reader, int wanted, int rank)
    {
        if (reader.TokenType == JsonTokenType.Null) return;
        var start = _values.WrittenCount;
        if (reader.TokenType == JsonTokenType.String) _values.Advance(reader.CopyString(_values.GetSpan(reader.ValueSpan.Length)));
        else _values.Write(reader.ValueSpan);
        _found[wanted] = (start, _values.WrittenCount - start, rank);
    }

    /// <summary>Which entry the name is of, and how well it fits.</summary>
    private (int Wanted, int Rank) Find(ReadOnlySpan<byte> name)
    {
        for (var wanted = 0; wanted < _exact.Length; wanted++)
        {
            for (var exact = 0; exact < _exact[wanted].Length; exact++)
            {
                if (name.SequenceEqual(_exact[wanted][exact])) return (wanted, 3 - exact);
            }
        }

        for (var wanted = 0; wanted < _plain.Length; wanted++)
        {
            if (IsPlain(name, _plain[wanted])) return (wanted, 1);
        }

        return (-1, 0);
    }

    private static bool IsPlain(ReadOnlySpan<byte> name, ReadOnlySpan<byte> plain)
    {
        var at = 0;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)c)) continue;
            if (at == plain.Length || char.ToLowerInvariant((char)c) != plain[at]) return false;
            at++;
        }

        return at == plain.Length;
    }
}
