using System.Buffers;

namespace Guildhall.App.Billing.Reading;

/// <summary>Finds the id of an agreement in a text: <c>agmt-</c>, small letters and digits.</summary>
internal static class AgreementText
{
    private const int Longest = 64;

    private static readonly SearchValues<byte> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789"u8);

    /// <summary>The first one; empty when there is none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOf("agmt-"u8);
        if (start < 0) return default;
        var id = text[start..];
        var end = id[5..].IndexOfAnyExcept(Letters);
        var length = 5 + (end < 0 ? id.Length - 5 : end);
        return length is 5 or > Longest ? default : id[..length];
    }
}
