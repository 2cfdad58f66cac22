using System.Text.Json.Serialization;
using Guildhall.App.Webhooks;
using Guildhall.Domain;
using Guildhall.Domain.Delivery;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.V1.Webhooks;

/// <summary>A webhook as the own API takes it.</summary>
internal sealed record PostedWebhook(string? Name = null, string? Url = null, string[]? Events = null, string? Experience = null)
{
    /// <summary>Refused: what is no JSON of a webhook.</summary>
    public static Result<WebhookForm> Read(ReadOnlyMemory<byte> body)
    {
        var read = JsonBody.Read(body.Span, PostedWebhookJson.Default.PostedWebhook, "VALIDATION_ERROR");
        if (read.Error is { } error) return Problem.Malformed(error.Message);
        var (name, url, events, experience) = read.Value;
        if (events?.Contains(null) == true) return Problem.Malformed("events has the names of event types.", "events");
        return new WebhookForm(name?.Trim() ?? "", url?.Trim() ?? "", EventChoice.Typed(events, experience));
    }
}

/// <summary>What is to be sent again.</summary>
/// <param name="Delivery">A delivery's id; null for all that were given up.</param>
internal sealed record PostedReplay(string? Delivery = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 4)]
[JsonSerializable(typeof(PostedWebhook))]
[JsonSerializable(typeof(PostedReplay))]
internal sealed partial class PostedWebhookJson : JsonSerializerContext;
