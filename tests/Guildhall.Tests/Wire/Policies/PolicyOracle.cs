using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Guildhall.Wire.Policies;

namespace Guildhall.Tests.Wire.Policies;

/// <summary>
/// security.md 4.1 read aloud: a slow evaluator that works on the JSON itself and shares nothing with the product but its types.
/// </summary>
internal sealed class PolicyOracle(PolicyRequest request, IReadOnlyDictionary<string, string[]> context)
{
    private sealed class NoValueException : Exception;

    public Verdict Evaluate(IEnumerable<JsonObject> policies)
    {
        var matching = policies.SelectMany(Statements).Where(Matches).Select(statement => (string)statement["Effect"]!).ToList();
        if (matching.Contains("Deny"))
            return Verdict.ExplicitDeny;
        return matching.Contains("Allow") ? Verdict.Allow : Verdict.ImplicitDeny;
    }

    private static IEnumerable<JsonObject> Statements(JsonObject policy) => List(policy["Statement"]!).Select(node => node.AsObject());

    private static IEnumerable<JsonNode> List(JsonNode node) => node is JsonArray list ? list.Select(item => item!) : [node];

    private bool Matches(JsonObject statement)
    {
        try
        {
            // Each element is looked at, so that a variable without a value is found wherever it stands.
            bool[] elements = [Action(statement), Resource(statement), .. Conditions(statement).ToList()];
            return elements.All(matches => matches);
        }
        catch (NoValueException)
        {
            return false;
        }
    }

    private bool Action(JsonObject statement)
    {
        bool Any(JsonNode list) => List(list).ToList().Exists(item => NaiveGlob.Matches(Lower((string)item!), Lower(request.Action)));
        return statement["Action"] is { } wanted ? Any(wanted) : !Any(statement["NotAction"]!);
    }

    private bool Resource(JsonObject statement)
    {
        bool Any(JsonNode list) => List(list).Select(item => Like((string)item!, request.Resource)).ToList().Contains(true);
        return statement["Resource"] is { } wanted ? Any(wanted) : !Any(statement["NotResource"]!);
    }

    private IEnumerable<bool> Conditions(JsonObject statement) =>
        from operators in statement["Condition"]?.AsObject() ?? []
        from key in operators.Value!.AsObject()
        select Condition(operators.Key, key.Key, [.. List(key.Value!).Select(value => (string)value!)]);

    private bool Condition(string name, string key, string[] written)
    {
        var values = context.FirstOrDefault(entry => Lower(entry.Key) == Lower(key)).Value ?? [];
        if (name == "Null")
            return written.Contains(values.Length == 0 ? "true" : "false");

        var set = name.Contains(':', StringComparison.Ordinal) ? name.Split(':')[0] : "";
        var bare = name.Split(':')[^1];
        var ifExists = bare.EndsWith("IfExists", StringComparison.Ordinal);
        bare = ifExists ? bare[..^"IfExists".Length] : bare;
        var negated = bare.Contains("Not", StringComparison.Ordinal);
        bare = bare.Replace("Not", "", StringComparison.Ordinal);

        var hits = values.Select(value => written.Select(operand => Compare(bare, operand, value)).ToList().Contains(true)).ToList();
        if (hits.Count == 0)
        {
            _ = written.Select(operand => Compare(bare, operand, "")).ToList();
            return ifExists || set == "ForAllValues" || (set.Length == 0 && negated);
        }

        return set switch
        {
            "ForAllValues" => hits.All(hit => hit != negated),
            "ForAnyValue" => hits.Any(hit => hit != negated),
            _ => negated ? !hits.Contains(true) : hits.Contains(true),
        };
    }

    private bool Compare(string name, string operand, string value) => name switch
    {
        "StringEquals" => Plain(operand) == value,
        "StringEqualsIgnoreCase" => Lower(Plain(operand)) == Lower(value),
        "StringLike" => Like(operand, value),
        "ArnEquals" or "ArnLike" => Arn(operand, value),
        "Bool" => Lower(operand) == Lower(value),
        "IpAddress" => Address(operand, value),
        _ when name.StartsWith("Numeric", StringComparison.Ordinal) => Ordered(name["Numeric".Length..], Number(value)?.CompareTo(Number(operand))),
        _ when name.StartsWith("Date", StringComparison.Ordinal) => Ordered(name["Date".Length..], Date(value)?.CompareTo(Date(operand)!.Value)),
        _ => throw new InvalidOperationException(name),
    };

    private static bool Ordered(string name, int? sign) => sign is { } known && name switch
    {
        "Equals" => known == 0,
        "LessThan" => known < 0,
        "LessThanEquals" => known <= 0,
        "GreaterThan" => known > 0,
        "GreaterThanEquals" => known >= 0,
        _ => throw new InvalidOperationException(name),
    };

    private bool Like(string pattern, string text) => NaiveGlob.Matches(Symbols(pattern).ToArray().AsSpan(), text);

    private bool Arn(string pattern, string text)
    {
        var symbols = Symbols(pattern).ToList();
        if (pattern == "*")
            return true;
        var values = text.Split(':', 6);
        for (var component = 0; component < 6; component++)
        {
            var colon = component == 5 ? -1 : symbols.FindIndex(symbol => symbol.Char == ':');
            var end = colon < 0 ? symbols.Count : colon;
            if (values.Length != 6 || !NaiveGlob.Matches(symbols[..end].ToArray().AsSpan(), values[component]))
                return false;
            symbols = colon < 0 ? [] : symbols[(end + 1)..];
        }

        return true;
    }

    private string Plain(string text) => new([.. Symbols(text).Select(symbol => symbol.Char)]);

    private IEnumerable<(char Char, bool Wild)> Symbols(string pattern)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (!pattern[i..].StartsWith("${", StringComparison.Ordinal))
            {
                yield return (pattern[i], pattern[i] is '*' or '?');
                continue;
            }

            var end = pattern.IndexOf('}', i);
            foreach (var c in Value(pattern[(i + 2)..end]))
                yield return (c, false);
            i = end;
        }
    }

    private string Value(string variable)
    {
        if (variable is "*" or "?" or "$")
            return variable;
        var key = variable.Split(',')[0];
        return context.FirstOrDefault(entry => Lower(entry.Key) == Lower(key)).Value switch
        {
            [var only] => only,
            _ when variable.Contains(',', StringComparison.Ordinal) => variable.Split('\'')[1],
            _ => throw new NoValueException(),
        };
    }

    private static bool Address(string block, string value)
    {
        var parts = block.Split('/');
        if (value.Count(c => c == '.') != 3 && !value.Contains(':', StringComparison.Ordinal))
            return false;
        if (!IPAddress.TryParse(value, out var address) || IPAddress.Parse(parts[0]).AddressFamily != address.AddressFamily)
            return false;
        string Bits(IPAddress of) => string.Concat(of.GetAddressBytes().Select(part => Convert.ToString(part, 2).PadLeft(8, '0')));
        var length = parts.Length == 1 ? Bits(address).Length : int.Parse(parts[1], CultureInfo.InvariantCulture);
        return Bits(address)[..length] == Bits(IPAddress.Parse(parts[0]))[..length];
    }

    private static double? Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateTime? Date(string text) => text switch
    {
        _ when text.Length > 0 && text.All(char.IsAsciiDigit) => DateTime.UnixEpoch.AddSeconds(double.Parse(text, CultureInfo.InvariantCulture)),
        _ when text.IndexOf('-', StringComparison.Ordinal) == 4 && DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var date) => date,
        _ => null,
    };

    private static string Lower(string text) => text.ToLowerInvariant();
}
