using Microsoft.Extensions.Primitives;

namespace Guildhall.Wire.Policies;

/// <summary>Condition keys known beforehand. Of keys that differ in case only, the last one counts.</summary>
public sealed class ConditionKeys : IConditionKeys
{
    private readonly Dictionary<string, StringValues> known = new(StringComparer.OrdinalIgnoreCase);

    public ConditionKeys(IEnumerable<KeyValuePair<string, StringValues>> values)
    {
        foreach (var (key, value) in values)
            known[key] = value;
    }

    /// <inheritdoc/>
    public StringValues Find(string key) => known.GetValueOrDefault(key);
}
