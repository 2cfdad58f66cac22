using System.Text.RegularExpressions;

namespace Guildhall.SimulatedAws.Requests;

/// <summary>What a text member must look like: length in UTF-16 units and a pattern for the whole text.</summary>
internal sealed record TextRule(int Min, int Max, Regex? Pattern = null)
{
    public TextFault? Check(string text) =>
        text.Length < Min ? TextFault.TooShort
        : text.Length > Max ? TextFault.TooLong
        : Pattern is not null && !Pattern.IsMatch(text) ? TextFault.WrongPattern
        : null;
}

internal enum TextFault
{
    TooShort,
    TooLong,
    WrongPattern,
}
