using System.Text.Json;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Requests;

/// <summary>Answers of JSON operations.</summary>
internal static class Answer
{
    /// <summary>An output whose members are written by <paramref name="members"/>.</summary>
    public static OperationResult With(Action<Utf8JsonWriter> members) => OperationResult.Write(json =>
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    });
}
