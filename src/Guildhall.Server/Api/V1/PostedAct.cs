using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.Server.Api.V1;

/// <summary>An act on a member account or an order as Guildhall's own API takes it; each act names the members that it has.</summary>
internal sealed record PostedAct(
    string? Reason = null,
    string? Ou = null,
    string? Confirm = null,
    bool DryRun = false,
    string? Alias = null,
    PostedContact? Contact = null,
    string? Name = null,
    Dictionary<string, string?>? Set = null,
    string?[]? Remove = null)
{
    public static readonly Problem NoReason = Problem.Malformed($"reason must be one of {string.Join(", ", SuspendReasons.Names)}.", "reason");

    /// <summary>Null when the reason is none of those for a suspension.</summary>
    public SuspendReason? Suspension => SuspendReasons.Find(Reason);

    /// <summary>Refused: a value or a key that is null.</summary>
    public Result<TagChange> Tags()
    {
        if (Set?.FirstOrDefault(t => t.Value is null).Key is { } empty) return Problem.Malformed($"Tag {empty} has no value; a tag is taken away by remove.", "set");
        if (Remove?.Contains(null) == true) return Problem.Malformed("remove has the keys of tags.", "remove");
        return new TagChange(Set?.ToDictionary(t => t.Key, t => t.Value!, StringComparer.Ordinal) ?? [], Remove?.OfType<string>().ToArray() ?? []);
    }

    /// <summary>An empty body is an empty act. Refused: what is no JSON of an act, and a member that this act does not have.</summary>
    /// <param name="members">The members that this act has.</param>
    public static Result<PostedAct> Read(ReadOnlyMemory<byte> body, params ReadOnlySpan<string> members)
    {
        if (body.IsEmpty) return new PostedAct();
        try
        {
            if (JsonSerializer.Deserialize(body.Span, PostedActJson.Default.PostedAct) is not { } posted) return Problem.Malformed("The body is null.");
            return Stray(body, members) is { } stray ? Problem.Malformed(members.IsEmpty ? "This act takes nothing in its body." : $"This act takes only {string.Join(", ", members)}.", stray) : posted;
        }
        catch (JsonException)
        {
            return Problem.Malformed("The body is not the JSON of an act; see /openapi/v1.json.");
        }
    }

    /// <summary>The first member that only other acts have.</summary>
    private static string? Stray(ReadOnlyMemory<byte> body, ReadOnlySpan<string> members)
    {
        using var document = JsonDocument.Parse(body);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (!members.Contains(member.Name)) return member.Name;
        }

        return null;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = 8)]
[JsonSerializable(typeof(PostedAct))]
internal sealed partial class PostedActJson : JsonSerializerContext;
