using Microsoft.Extensions.Primitives;

namespace Guildhall.Wire.Policies.Conditions;

/// <summary>One key of one operator. All conditions of a statement must hold.</summary>
internal abstract class Condition(string key, ValueTest[] tests)
{
    public IEnumerable<string> Variables => tests.SelectMany(test => test.Variables);

    public bool Holds(in PolicyRequest request) => Holds(request.Find(key), request);

    protected abstract bool Holds(StringValues values, in PolicyRequest request);

    protected bool AnyMatches(string value, in PolicyRequest request)
    {
        foreach (var test in tests)
        {
            if (test.Matches(value, request))
                return true;
        }

        return false;
    }
}
