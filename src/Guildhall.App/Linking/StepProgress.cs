using System.Text.Json;
using System.Text.Json.Serialization;

namespace Guildhall.App.Linking;

/// <summary>What a step remembers between its attempts.</summary>
/// <param name="Skipped">Why it was left out.</param>
/// <param name="Default">Of the last step: the link becomes the default when it is active.</param>
/// <param name="Called">AWS was called to make it: what is found afterwards is ours.</param>
/// <param name="UnreadySince">Since when AWS says that the organization is not ready; null while it does not.</param>
internal sealed record StepProgress(string? Skipped = null, bool Default = false, bool Called = false, DateTimeOffset? UnreadySince = null)
{
    public static StepProgress Read(string? json) => json is null ? new StepProgress() : JsonSerializer.Deserialize(json, StepProgressJson.Default.StepProgress) ?? new StepProgress();

    public string Write() => JsonSerializer.Serialize(this, StepProgressJson.Default.StepProgress);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StepProgress))]
internal sealed partial class StepProgressJson : JsonSerializerContext;
