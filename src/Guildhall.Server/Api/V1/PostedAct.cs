using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.Server.Api.V1;

/// <summary>An act on a member account as Guildhall's own API takes it; each act reads what it needs.</summary>
internal sealed record PostedAct(
    string? Reason = null,
    string? Ou = null,
    string? Confirm = null,
    bool DryRun = false,
    string? Alias = null,
    PostedContact? Contact = null,
    string? Name = null,
    Dictionary<string, string>? Set = null,
    string[]? Remove = null)
{
    public static readonly Problem NoReason = Problem.Malformed($"reason must be one of {string.Join(", ", Enum.GetNames<SuspendReason>())}.", "reason");

    /// <summary>Null when the reason is none of those for a suspension.</summary>
    public SuspendReason? Suspension => Enum.TryParse<SuspendReason>(Reason, out var reason) && reason.ToString() == Reason ? reason : null;

    public TagChange Tags => new(Set ?? [], Remove ?? []);

    /// <summary>An empty body is an empty act.</summary>
    public static Result<PostedAct> Read(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return new PostedAct();
        try
        {
            return JsonSerializer.Deserialize(body, PostedActJson.Default.PostedAct) is { } posted ? posted : Problem.Malformed("The body is null.");
        }
        catch (JsonException)
        {
            return Problem.Malformed("The body is not the JSON of an act on an account; see /openapi/v1.json.");
        }
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
