using System.Text.Json;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.V1;

/// <summary><c>POST /api/v1/decisions</c>: one question or up to 1,000. contract.md 4.</summary>
internal static class DecisionsEndpoint
{
    private const int MostQuestions = 1_000;

    public static void MapDecisions(this OwnApi api, Decisions decisions) =>
        api.Post("/api/v1/decisions", "guildhall:Decide", (call, _) => Answer(decisions, call));

    private static ValueTask<ApiAnswer> Answer(Decisions decisions, ApiCall call)
    {
        var body = JsonBody.Read(call.Body.Span, "VALIDATION_ERROR");
        if (body.Error is { } malformed) return ApiAnswer.Malformed(malformed.Message);
        var view = decisions.TenantOf(call.Caller);
        if (!body.Value.TryGetProperty("questions", out var questions))
            return Question(body.Value) is { } single
                ? ApiAnswer.Write(json => AnswerText.Write(json, decisions.Answer(call.Caller, view, single.Account, single.Product)))
                : ApiAnswer.Malformed("accountId and productId are required and must be text.", "accountId");
        if (questions.ValueKind != JsonValueKind.Array || questions.GetArrayLength() > MostQuestions)
            return ApiAnswer.Malformed($"questions must be a list of at most {MostQuestions:N0}.", "questions");
        var asked = new (string Account, string Product)[questions.GetArrayLength()];
        foreach (var (place, element) in questions.EnumerateArray().Index())
        {
            if (Question(element) is not { } question) return ApiAnswer.Malformed($"Question {place + 1} needs accountId and productId as text.", $"questions[{place}]");
            asked[place] = question;
        }

        return ApiAnswer.Write(json => WriteAll(json, decisions, call.Caller, view, asked));
    }

    private static void WriteAll(Utf8JsonWriter json, Decisions decisions, Caller caller, TenantView? view, (string Account, string Product)[] asked)
    {
        json.WriteStartObject();
        json.WriteStartArray("answers"u8);
        foreach (var (account, product) in asked) AnswerText.Write(json, decisions.Answer(caller, view, account, product));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static (string Account, string Product)? Question(JsonElement question) =>
        question.ValueKind == JsonValueKind.Object
        && question.TryGetProperty("accountId", out var account) && account.ValueKind == JsonValueKind.String
        && question.TryGetProperty("productId", out var product) && product.ValueKind == JsonValueKind.String
            ? (account.GetString()!, product.GetString()!)
            : null;
}
