using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;

namespace Guildhall.Wire.Policies;

/// <summary>Condition keys known beforehand.</summary>
public sealed class ConditionKeys(IEnumerable<KeyValuePair<string, StringValues>> values) : IConditionKeys
{
    private readonly FrozenDictionary<string, StringValues> values = values.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public StringValues Find(string key) => values.GetValueOrDefault(key);
}
