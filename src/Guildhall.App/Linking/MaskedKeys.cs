namespace Guildhall.App.Linking;

/// <summary>Key ids as they are shown. vendor-integration.md 4, security.md S-16.</summary>
public static class MaskedKeys
{
    /// <summary>The first four and the last four characters with dots between; empty for no key.</summary>
    public static string Mask(string accessKeyId) =>
        accessKeyId.Length < 12 ? new string('•', accessKeyId.Length) : $"{accessKeyId[..4]}{new string('•', 12)}{accessKeyId[^4..]}";

    /// <summary>The last four characters; empty for no key.</summary>
    public static string Last4(string accessKeyId) => accessKeyId.Length < 12 ? "" : accessKeyId[^4..];
}
