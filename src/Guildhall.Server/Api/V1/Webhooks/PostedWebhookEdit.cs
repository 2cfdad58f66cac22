using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Webhooks;
using Guildhall.Domain;
using Guildhall.Domain.Delivery;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.V1.Webhooks;

/// <summary>An edit of a webhook as the own API takes it: what is left out stays; null or an empty list of events means all, no experience the whole organization.</summary>
internal static class PostedWebhookEdit
{
    private static readonly ImmutableArray<string> Members = ["name", "url", "events", "experience"];

    /// <summary>Refused: no object, another member (<c>field_not_editable</c>), one of another type.</summary>
    public static Result<Func<WebhookForm, WebhookForm>> Read(ReadOnlyMemory<byte> body)
    {
        var read = JsonBody.Read(body.Span, "VALIDATION_ERROR");
        if (read.Error is { } malformed) return Problem.Malformed(malformed.Message);
        foreach (var member in read.Value.EnumerateObject())
        {
            if (!Members.Contains(member.Name)) return new Problem(ProblemKind.Malformed, "field_not_editable", $"{member.Name} cannot be given here.", member.Name);
            if (Fault(member) is { } fault) return fault;
        }

        var given = read.Value.Clone();
        return (Func<WebhookForm, WebhookForm>)(now => new WebhookForm(Text("name") ?? now.Name, Text("url") ?? now.Url, EventChoice.Typed(
            given.TryGetProperty("events", out var events) ? Texts(events) : now.Choice.Types,
            given.TryGetProperty("experience", out var experience) ? experience.GetString() : now.Choice.Experience)));

        string? Text(string name) => given.TryGetProperty(name, out var text) ? text.GetString()!.Trim() : null;
    }

    private static string[] Texts(JsonElement events) => events.ValueKind == JsonValueKind.Null ? [] : [.. events.EnumerateArray().Select(e => e.GetString()!)];

    private static Problem? Fault(JsonProperty member) => (member.Name, member.Value.ValueKind) switch
    {
        ("events", JsonValueKind.Null) or ("experience", JsonValueKind.Null or JsonValueKind.String) => null,
        ("events", JsonValueKind.Array) when member.Value.EnumerateArray().All(e => e.ValueKind == JsonValueKind.String) => null,
        ("events", _) => Problem.Malformed("events has the names of event types.", member.Name),
        ("name" or "url", JsonValueKind.String) => null,
        _ => Problem.Malformed($"{member.Name} must be text.", member.Name),
    };
}
