using Microsoft.Extensions.Primitives;

namespace Guildhall.Wire.Policies.Conditions;

/// <summary>How the values of the request are taken together.</summary>
internal enum ValueSet
{
    /// <summary>No prefix: some value must match; with a negated operator none may.</summary>
    Single,

    /// <summary><c>ForAllValues:</c> each value must pass.</summary>
    All,

    /// <summary><c>ForAnyValue:</c> one value must pass.</summary>
    Any,
}

/// <summary>
/// A condition that compares values. The values of a key are alternatives for a positive operator, and all excluded for a
/// negated one. Without a prefix a key of several values is no case AWS defines; here a positive operator wants one of them
/// to match and a negated one wants none to.
/// </summary>
internal sealed class ValueCondition(string key, ValueTest[] tests, bool negated, ValueSet set, bool ifExists) : Condition(key, tests)
{
    private readonly bool negated = negated;
    private readonly bool all = set == ValueSet.All || (set == ValueSet.Single && negated);
    private readonly bool whenAbsent = ifExists || set == ValueSet.All || (set == ValueSet.Single && negated);

    protected override bool Holds(StringValues values, in PolicyRequest request)
    {
        if (values.Count == 0)
            return whenAbsent;

        foreach (var value in values)
        {
            var passes = AnyMatches(value ?? "", request) != negated;
            if (passes != all)
                return passes;
        }

        return all;
    }
}
