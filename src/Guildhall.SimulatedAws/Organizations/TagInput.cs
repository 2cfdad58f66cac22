using System.Collections.Immutable;
using System.Text.Json;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>The members Tags and TagKeys (aws-operations.md A.2: at most 50, key 128, value 256).</summary>
internal static class TagInput
{
    public static ImmutableSortedDictionary<string, string> Tags(this JsonInput input, string name = "Tags")
    {
        var tags = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var item in input.Items(name) ?? [])
        {
            var tag = input.Nested(item, name);
            var key = tag.Text("Key", Rules.TagKey);
            var value = tag.Text("Value", Rules.TagValue);
            if (tag.Fault is { } fault) input.Blame(fault);
            else if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
                input.Blame(Refusals.Invalid("INVALID_SYSTEM_TAGS_PARAMETER", "Tag keys that begin with aws: belong to AWS."));
            else if (!tags.TryAdd(key, value))
                input.Blame(Refusals.Invalid("DUPLICATE_TAG_KEY", $"The tag key {key} is there twice."));
        }

        if (tags.Count > Rules.TagMaximum)
            input.Blame(Refusals.Constraint("MAX_TAG_LIMIT_EXCEEDED", $"A resource may have at most {Rules.TagMaximum} tags."));
        return tags.ToImmutable();
    }

    public static IReadOnlyList<string> TagKeys(this JsonInput input, string name = "TagKeys")
    {
        if (input.Items(name) is { } items) return [.. items.Select(item => input.Read(item, name, Rules.TagKey))];
        input.Blame(Refusals.Invalid("INPUT_REQUIRED", $"The member {name} is missing."));
        return [];
    }

    private static JsonInput Nested(this JsonInput input, JsonElement item, string name)
    {
        if (item.ValueKind == JsonValueKind.Object) return new JsonInput(item);
        input.Blame(new("SerializationException", $"The items of {name} must be structures."));
        return new JsonInput(JsonElement.Parse("{}"));
    }
}
