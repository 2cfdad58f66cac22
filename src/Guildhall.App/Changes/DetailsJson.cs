using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Changes;

namespace Guildhall.App.Changes;

/// <summary>
/// Turns a details document into the change record it stands for. Strict: unknown and missing members, wrong types and unknown enum words are each a
/// problem that names the member. private-marketplace.md 2.1.1 item 4, decisions.md 20.
/// </summary>
public static class DetailsJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        MaxDepth = 32,
        Converters = { new ExactEnumJson(), new EntityIdJson(), new AccountIdJson(), new ProductIdJson(), new PrincipalIdJson() },
    };

    /// <summary>The change, or every problem of shape and limit found.</summary>
    public static Result<Change> Read(ChangeType type, JsonElement details)
    {
        if (details.ValueKind != JsonValueKind.Object) return Problem.Malformed($"The details of {type.Name} must be a JSON object.", "Details");
        ImmutableArray<Problem> members = [.. Members(type.Name, details, Options.GetTypeInfo(type.Details))];
        if (!members.IsEmpty) return members;
        try
        {
            var change = (Change)details.Deserialize(Options.GetTypeInfo(type.Details))!;
            ImmutableArray<Problem> problems = [.. change.Validate()];
            return problems.IsEmpty ? change : problems;
        }
        catch (JsonException exception)
        {
            var member = exception.Path?.TrimStart('$', '.');
            return Problem.Malformed($"{type.Name}: {(string.IsNullOrEmpty(member) ? "the details have" : member + " has")} a value of the wrong kind.", member);
        }
    }

    private static IEnumerable<Problem> Members(string where, JsonElement value, JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable && value.ValueKind == JsonValueKind.Array)
        {
            var element = Options.GetTypeInfo(type.ElementType!);
            return value.EnumerateArray().SelectMany(item => Members(where, item, element));
        }

        return type.Kind == JsonTypeInfoKind.Object && value.ValueKind == JsonValueKind.Object ? ObjectMembers(where, value, type) : [];
    }

    private static IEnumerable<Problem> ObjectMembers(string where, JsonElement value, JsonTypeInfo type)
    {
        foreach (var given in value.EnumerateObject())
        {
            var known = type.Properties.FirstOrDefault(p => p.Name == given.Name);
            if (known is null) yield return Problem.Malformed($"{where}: {given.Name} is not a member.", given.Name);
            else foreach (var problem in Members($"{where}.{given.Name}", given.Value, Options.GetTypeInfo(known.PropertyType))) yield return problem;
        }

        foreach (var missing in type.Properties.Where(p => p.IsRequired && !value.TryGetProperty(p.Name, out _)))
            yield return Problem.Malformed($"{where}: {missing.Name} is missing.", missing.Name);
    }

    /// <summary>Enums by their exact word only: no numbers, no other case.</summary>
    private sealed class ExactEnumJson : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Exact<>).MakeGenericType(typeToConvert))!;

        private sealed class Exact<T> : JsonConverter<T>
            where T : struct, Enum
        {
            public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                reader.TokenType == JsonTokenType.String && Array.IndexOf(Enum.GetNames<T>(), reader.GetString()) is >= 0 and var place
                    ? Enum.GetValues<T>()[place]
                    : throw new JsonException();

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
        }
    }
}
