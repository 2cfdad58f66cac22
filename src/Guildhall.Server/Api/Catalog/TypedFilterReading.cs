using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Changes;
using Guildhall.App.Lists;
using Guildhall.Domain;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Catalog;

/// <summary>Reads the union <c>EntityTypeFilters</c>. private-marketplace.md 2.6.</summary>
internal static class TypedFilterReading
{
    /// <summary>The filters of the type; refused when the union has not exactly one member, another type's, an unknown filter, or a value over its limits.</summary>
    public static Result<ImmutableArray<ListFilter>> Read(string type, JsonElement union)
    {
        var list = TypedList.Find(type);
        var filters = TypedUnion.Member("EntityTypeFilters", list?.FiltersMember, type, union);
        if (filters.Refused) return filters.Problems;
        var read = filters.Value.EnumerateObject().Select(f => Read(list!, f)).ToList();
        ImmutableArray<Problem> problems = [.. read.Where(r => r.Refused).SelectMany(r => r.Problems.AsEnumerable())];
        return problems.IsEmpty ? read.Select(r => r.Value).ToImmutableArray() : problems;
    }

    private static Result<ListFilter> Read(TypedList list, JsonProperty sent)
    {
        var member = $"{list.FiltersMember}.{sent.Name}";
        if (Array.Find(list.Filters, f => f.Name == sent.Name) is not { } filter) return Problem.Malformed($"There is no filter {member}.", member);
        if (sent.Value.ValueKind != JsonValueKind.Object) return Problem.Malformed($"{member} must be an object.", member);
        ImmutableArray<Problem> problems = [.. sent.Value.EnumerateObject().SelectMany(part => Check(filter, $"{member}.{part.Name}", part))];
        return problems.IsEmpty ? Make(filter, sent.Value) : problems;
    }

    private static IEnumerable<Problem> Check(TypedFilter filter, string member, JsonProperty part) => part.Name switch
    {
        "ValueList" when filter.Values => Values(filter, member, part.Value),
        "WildCardValue" when filter.WildCard => Value(filter with { Words = [] }, member, part.Value),
        "DateRange" when filter.Dates => Range(member, part.Value),
        _ => [Problem.Malformed($"There is no member {member}.", member)],
    };

    private static IEnumerable<Problem> Values(TypedFilter filter, string member, JsonElement values) => values.ValueKind == JsonValueKind.Array
        ? [.. Limits.Count(member, values.GetArrayLength(), 1, filter.Most), .. values.EnumerateArray().SelectMany(v => filter.Times ? Time(member, v) : Value(filter, member, v))]
        : [Problem.Malformed($"{member} must be a list.", member)];

    private static ImmutableArray<Problem> Value(TypedFilter filter, string member, JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        ImmutableArray<Problem> problems = [.. ListLimits.Value(member, text, filter.Longest)];
        if (!problems.IsEmpty) return problems;
        if (filter.Words.Length > 0 && !filter.Words.Contains(text)) return [Problem.Malformed($"{member} must be one of {string.Join(", ", filter.Words)}.", member)];
        return filter.Form is { } form && !form.IsMatch(text!) ? [Problem.Malformed($"{member} is malformed.", member)] : [];
    }

    private static IEnumerable<Problem> Range(string member, JsonElement range) => range.ValueKind == JsonValueKind.Object
        ? range.EnumerateObject().SelectMany(b => b.Name is "AfterValue" or "BeforeValue"
            ? Time($"{member}.{b.Name}", b.Value)
            : [Problem.Malformed($"There is no member {member}.{b.Name}.", member)])
        : [Problem.Malformed($"{member} must be an object.", member)];

    private static IEnumerable<Problem> Time(string member, JsonElement time) => time.ValueKind == JsonValueKind.String && WireTime.Parse(time.GetString()!) is not null
        ? []
        : [Problem.Malformed($"{member} must be a time such as 2026-05-04T09:00:00Z.", member)];

    private static ListFilter Make(TypedFilter filter, JsonElement sent) => new(filter.Name)
    {
        Values = sent.TryGetProperty("ValueList", out var values) ? [.. values.EnumerateArray().Select(v => v.GetString()!)] : [],
        Contains = sent.TryGetProperty("WildCardValue", out var part) ? part.GetString() : null,
        After = Bound(sent, "AfterValue"),
        Before = Bound(sent, "BeforeValue"),
    };

    private static DateTimeOffset? Bound(JsonElement sent, string name) =>
        sent.TryGetProperty("DateRange", out var range) && range.TryGetProperty(name, out var bound) ? WireTime.Parse(bound.GetString()!) : null;
}

/// <summary>A union: exactly one member, and that the entity type's own.</summary>
internal static class TypedUnion
{
    public static Result<JsonElement> Member(string union, string? expected, string type, JsonElement sent)
    {
        if (expected is null) return Problem.Malformed($"{type} has no {union}; use FilterList and Sort.", union);
        if (sent.ValueKind != JsonValueKind.Object || sent.EnumerateObject().Count() != 1) return Problem.Malformed($"{union} must have exactly one member, {expected}.", union);
        return sent.TryGetProperty(expected, out var member) && member.ValueKind == JsonValueKind.Object
            ? member
            : Problem.Malformed($"{union} of {type} must be {expected}.", union);
    }
}
