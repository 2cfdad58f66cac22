using System.Text.Json.Serialization;
using Guildhall.Domain;
using Guildhall.Domain.Delivery;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.V1.Mail;

/// <summary>Who gets mail of which events, as the own API takes it.</summary>
internal sealed record PostedMailRule(string[]? Recipients = null, string[]? Events = null, string? Experience = null)
{
    public EventChoice Choice => EventChoice.Typed(Events, Experience);

    /// <summary>Refused: what is no JSON of a rule.</summary>
    public static Result<PostedMailRule> Read(ReadOnlyMemory<byte> body)
    {
        var read = JsonBody.Read(body.Span, PostedMailRuleJson.Default.PostedMailRule, "VALIDATION_ERROR");
        if (read.Error is { } error) return Problem.Malformed(error.Message);
        if (read.Value.Recipients?.Contains(null) == true) return Problem.Malformed("recipients has e-mail addresses.", "recipients");
        return read.Value.Events?.Contains(null) == true ? Problem.Malformed("events has the names of event types.", "events") : read.Value;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 4)]
[JsonSerializable(typeof(PostedMailRule))]
internal sealed partial class PostedMailRuleJson : JsonSerializerContext;
