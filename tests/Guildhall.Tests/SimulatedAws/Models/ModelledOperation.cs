using System.Text.Json;
using Guildhall.Tests.Wire.Signing;

namespace Guildhall.Tests.SimulatedAws.Models;

/// <summary>An operation as AWS's own model has it.</summary>
/// <param name="Required">The members its input must have.</param>
/// <param name="Wrong">Members with a value that breaks a rule: min, max, pattern or enum.</param>
/// <param name="Output">The members of its output, nested.</param>
/// <param name="Errors">The names of its own errors.</param>
internal sealed record ModelledOperation(
    string Service, string Name, string[] Required, (string Member, JsonElement Value, string Rule)[] Wrong, JsonElement Output, string[] Errors)
{
    /// <summary>All operations of the models on this machine; skips the test where there are none.</summary>
    public static async Task<IReadOnlyList<ModelledOperation>> AllAsync() =>
        [.. (await Python.RunAsync("SimulatedAws/Models/describe_models.py")).Select(line => Read(JsonElement.Parse(line)))];

    private static ModelledOperation Read(JsonElement line) => new(
        line.GetProperty("service").GetString()!,
        line.GetProperty("operation").GetString()!,
        Texts(line.GetProperty("required")),
        [.. line.GetProperty("wrong").EnumerateArray().Select(wrong => (wrong[0].GetString()!, wrong[1], wrong[2].GetString()!))],
        line.GetProperty("output"),
        Texts(line.GetProperty("errors")));

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];
}
