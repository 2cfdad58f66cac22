using System.Collections.Frozen;
using Guildhall.Wire.Policies.Patterns;

namespace Guildhall.Wire.Policies.Conditions;

/// <summary>A value of a policy read as a test, or the second half of a sentence ("must be …") that says why it cannot be.</summary>
internal readonly record struct ReadTest(ValueTest? Test, string? Fault);

/// <summary>
/// One of the condition operators (security.md 4.1), without the prefix of a set and without <c>IfExists</c>.
/// </summary>
/// <param name="Negated">True when the values written are those a value of the request must not have.</param>
/// <param name="Read">Reads a value as the policy has it; the flag says whether the policy's version has variables.</param>
internal sealed record ConditionOperator(bool Negated, Func<string, bool, ReadTest> Read)
{
    private static readonly FrozenDictionary<string, ConditionOperator> Known = new Dictionary<string, ConditionOperator>
    {
        ["StringEquals"] = new(false, Text(PatternSyntax.Literal)),
        ["StringNotEquals"] = new(true, Text(PatternSyntax.Literal)),
        ["StringEqualsIgnoreCase"] = new(false, Text(PatternSyntax.Literal, ignoreCase: true)),
        ["StringNotEqualsIgnoreCase"] = new(true, Text(PatternSyntax.Literal, ignoreCase: true)),
        ["StringLike"] = new(false, Text(PatternSyntax.Wildcards)),
        ["StringNotLike"] = new(true, Text(PatternSyntax.Wildcards)),
        ["NumericEquals"] = new(false, Number(Order.Equal)),
        ["NumericNotEquals"] = new(true, Number(Order.Equal)),
        ["NumericLessThan"] = new(false, Number(Order.Less)),
        ["NumericLessThanEquals"] = new(false, Number(Order.LessOrEqual)),
        ["NumericGreaterThan"] = new(false, Number(Order.Greater)),
        ["NumericGreaterThanEquals"] = new(false, Number(Order.GreaterOrEqual)),
        ["DateEquals"] = new(false, Date(Order.Equal)),
        ["DateNotEquals"] = new(true, Date(Order.Equal)),
        ["DateLessThan"] = new(false, Date(Order.Less)),
        ["DateLessThanEquals"] = new(false, Date(Order.LessOrEqual)),
        ["DateGreaterThan"] = new(false, Date(Order.Greater)),
        ["DateGreaterThanEquals"] = new(false, Date(Order.GreaterOrEqual)),
        ["Bool"] = new(false, Truth),
        ["IpAddress"] = new(false, Address),
        ["NotIpAddress"] = new(true, Address),
        ["ArnEquals"] = new(false, Arn),
        ["ArnNotEquals"] = new(true, Arn),
        ["ArnLike"] = new(false, Arn),
        ["ArnNotLike"] = new(true, Arn),
    }.ToFrozenDictionary();

    /// <summary>The operator of that name, in AWS's spelling; null when there is none.</summary>
    public static ConditionOperator? Find(string name) => Known.GetValueOrDefault(name);

    /// <summary>Reads the value of a Bool or Null condition.</summary>
    public static ReadTest Truth(string value, bool variables) =>
        Of(BoolTest.Read(value) is { } truth ? new BoolTest(truth) : null, "must be true or false");

    private static Func<string, bool, ReadTest> Text(PatternSyntax syntax, bool ignoreCase = false) => (value, variables) =>
    {
        var (parts, fault) = PatternReader.Read(value, variables ? syntax | PatternSyntax.Variables : syntax);
        return fault is null ? new ReadTest(new TextPattern(parts, ignoreCase), null) : new ReadTest(null, fault);
    };

    private static Func<string, bool, ReadTest> Number(Order order) => (value, _) =>
        Of(Ordered.Number(value) is { } number ? new OrderTest<decimal>(number, Ordered.Number, order) : null, "must be a number");

    private static Func<string, bool, ReadTest> Date(Order order) => (value, _) => Of(
        Ordered.Date(value) is { } date ? new OrderTest<DateTimeOffset>(date, Ordered.Date, order) : null,
        "must be a date such as 2026-01-31T00:00:00Z, or seconds since 1970");

    private static ReadTest Address(string value, bool variables) =>
        Of(AddressTest.Read(value), "must be an IP address or a block such as 203.0.113.0/24");

    private static ReadTest Arn(string value, bool variables)
    {
        var (parts, fault) = PatternReader.Read(value, variables ? PatternSyntax.Wildcards | PatternSyntax.Variables : PatternSyntax.Wildcards);
        if (fault is not null)
            return new ReadTest(null, fault);
        return Of(
            PatternVariables.Any(parts) || ArnParts.AreWellFormed(parts) ? new ArnPattern(parts) : null,
            "must be an ARN of six parts, arn:partition:service:region:account:resource, or '*'");
    }

    private static ReadTest Of(ValueTest? test, string fault) => test is null ? new(null, fault) : new(test, null);
}
