using Microsoft.Extensions.Primitives;

namespace Guildhall.Wire.Policies.Conditions;

/// <summary><c>Null</c>: <c>true</c> asks that the key be absent, <c>false</c> that it be there.</summary>
internal sealed class NullCondition(string key, ValueTest[] tests) : Condition(key, tests)
{
    protected override bool Holds(StringValues values, in PolicyRequest request) =>
        AnyMatches(values.Count == 0 ? "true" : "false", request);
}
