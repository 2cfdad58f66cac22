using System.Collections.Immutable;

namespace Guildhall.Domain.Billing;

/// <summary>Values in the order of their tag keys; equal when all of them are.</summary>
public sealed class TagValues(ImmutableArray<string> values) : IEquatable<TagValues>
{
    public static readonly TagValues None = new([]);

    /// <summary>One for each key that was asked for.</summary>
    public ImmutableArray<string> Values => values;

    public string this[int key] => values[key];

    public bool Equals(TagValues? other) => other is not null && values.AsSpan().SequenceEqual(other.Values.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as TagValues);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var value in values) hash.Add(value, StringComparer.Ordinal);
        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(", ", values);
}
