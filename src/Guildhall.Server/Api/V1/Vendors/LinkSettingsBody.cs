using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.V1.Vendors;

/// <summary>The JSON of a change of a link's name and of what its new accounts get: what is not named stays as it is. vendor-integration.md 3.</summary>
internal static class LinkSettingsBody
{
    private const string Unreadable = "is not of the type that it must have.";

    /// <summary>The settings as they are to be, and another name where one is given. Refused: no object, a member that there is not, one of another type.</summary>
    public static Result<(string? Name, LinkSettings Settings)> Read(ReadOnlyMemory<byte> sent, LinkSettings before)
    {
        var body = JsonBody.Read(sent.Span, "VALIDATION_ERROR");
        if (body.Error is { } malformed) return Problem.Malformed(malformed.Message);
        var (name, settings) = ((string?)null, before);
        foreach (var member in body.Value.EnumerateObject())
        {
            if (member.NameEquals("name")) name = Text(member.Value);
            else if (With(settings, member.Name, member.Value) is { } changed) settings = changed;
            else return Problem.Malformed($"{member.Name} cannot be given here, or {Unreadable}", member.Name);
            if (member.NameEquals("name") && name is null) return Problem.Malformed($"name {Unreadable}", "name");
        }

        return (name, settings);
    }

    /// <summary>Problems of the settings by the names that they have here.</summary>
    public static ImmutableArray<Problem> Named(ImmutableArray<Problem> problems) => [.. problems.Select(p => p.Member is { } member ? p with { Member = JsonNamingPolicy.CamelCase.ConvertName(member) } : p)];

    private static LinkSettings? With(LinkSettings settings, string name, JsonElement value) => name switch
    {
        "parent" when value.ValueKind == JsonValueKind.Null => settings with { Parent = null },
        "parent" when Text(value) is { } parent => settings with { Parent = parent },
        "policies" when Texts(value) is { } policies => settings with { Policies = policies },
        "roleName" when Text(value) is { } role => settings with { RoleName = role },
        "seesBilling" when Flag(value) is { } sees => settings with { SeesBilling = sees },
        "tags" when Tags(value) is { } tags => settings with { Tags = tags },
        "currency" when Text(value) is { } currency => settings with { Currency = currency },
        "needsApproval" when Flag(value) is { } needs => settings with { NeedsApproval = needs },
        "closesByTwo" when Flag(value) is { } two => settings with { ClosesByTwo = two },
        _ => null,
    };

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : null;

    private static bool? Flag(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    private static ImmutableArray<string>? Texts(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : null;

    private static ImmutableSortedDictionary<string, string>? Tags(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(tag => tag.Value.ValueKind == JsonValueKind.String)
            ? value.EnumerateObject().ToImmutableSortedDictionary(tag => tag.Name, tag => tag.Value.GetString()!, StringComparer.Ordinal)
            : null;
}
