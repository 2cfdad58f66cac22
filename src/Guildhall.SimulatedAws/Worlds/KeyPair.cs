using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>An access key of the simulated AWS. Its text form does not show the secret.</summary>
/// <param name="AccessKeyId">Twenty characters beginning with AKIA0.</param>
/// <param name="SecretAccessKey">Forty characters.</param>
public sealed record KeyPair(
    [property: JsonPropertyName("accessKeyId")] string AccessKeyId,
    [property: JsonPropertyName("secretAccessKey"), DebuggerBrowsable(DebuggerBrowsableState.Never)] string SecretAccessKey)
{
    public override string ToString() => AccessKeyId;
}
