using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Guildhall.Wire.Protocols;

/// <summary>Texts in XML answers.</summary>
public static class XmlText
{
    /// <summary>
    /// The same element, in all of whose texts characters that XML has no form for, such as most control characters, became U+FFFD: what a
    /// caller sent may be echoed.
    /// </summary>
    public static XElement MakePrintable(XElement root)
    {
        foreach (var text in root.DescendantNodes().OfType<XText>())
            text.Value = Printable(text.Value);
        return root;
    }

    private static string Printable(string text) =>
        text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.EnumerateRunes().Select(rune =>
            rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value) ? rune : Rune.ReplacementChar));
}
