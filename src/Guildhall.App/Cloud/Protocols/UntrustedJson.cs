using System.Text.Json;

namespace Guildhall.App.Cloud.Protocols;

/// <summary>How JSON of AWS is read where it has no shape: depth bounded (S-53).</summary>
internal static class UntrustedJson
{
    public static JsonDocumentOptions Reading { get; } = new() { MaxDepth = 32 };
}
