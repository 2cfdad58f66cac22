using System.Text.Json;
using Guildhall.App.Governance;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Organizations;

namespace Guildhall.Server.Api.V1;

/// <summary>The answer to a question as the decision API writes it: names and words are kept encoded, because a batch writes thousands of them.</summary>
internal static class AnswerText
{
    private static readonly JsonEncodedText Decision = JsonEncodedText.Encode("decision");
    private static readonly JsonEncodedText Reason = JsonEncodedText.Encode("reason");
    private static readonly JsonEncodedText Experience = JsonEncodedText.Encode("experienceId");
    private static readonly JsonEncodedText Relation = JsonEncodedText.Encode("relationship");
    private static readonly JsonEncodedText Path = JsonEncodedText.Encode("path");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText Outcome = JsonEncodedText.Encode("outcome");

    private static readonly JsonEncodedText[] Decisions = Encoded<Decision>(DecisionReasons.Word);
    private static readonly JsonEncodedText[] Reasons = Encoded<DecisionReason>(DecisionReasons.Word);
    private static readonly JsonEncodedText[] Relationships = Encoded<Relationship>(relationship => relationship.ToString());
    private static readonly JsonEncodedText[] Kinds = Encoded<NodeKind>(Words.Of);
    private static readonly JsonEncodedText[] Outcomes = Encoded<NodeOutcome>(NodeOutcomes.Word);

    public static void Write(Utf8JsonWriter json, AnsweredQuestion answered)
    {
        var decision = answered.Decision;
        json.WriteStartObject();
        json.WriteString(Decision, Decisions[(int)decision.Decision]);
        json.WriteString(Reason, Reasons[(int)decision.Reason]);
        json.WriteString(Experience, decision.Experience?.Value);
        if (decision.Relationship is { } relationship) json.WriteString(Relation, Relationships[(int)relationship]);
        else json.WriteNull(Relation);
        json.WriteStartArray(Path);
        if (decision.Account >= 0 && answered.Snapshot is { } snapshot)
        {
            foreach (var step in snapshot.Path(decision.Account)) Write(json, step);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, PathStep step)
    {
        json.WriteStartObject();
        json.WriteString(Id, step.Id.Value);
        json.WriteString(Type, Kinds[(int)step.Kind]);
        json.WriteString(Experience, step.Experience?.Value);
        json.WriteString(Outcome, Outcomes[(int)step.Outcome]);
        json.WriteEndObject();
    }

    /// <summary>The words of an enum whose values count from 0, by value.</summary>
    private static JsonEncodedText[] Encoded<T>(Func<T, string> word)
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(value => JsonEncodedText.Encode(word(value)))];
}
