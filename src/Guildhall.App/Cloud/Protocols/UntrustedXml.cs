using System.Xml;
using System.Xml.Linq;

namespace Guildhall.App.Cloud.Protocols;

/// <summary>Reads XML from outside: no DTD, nothing fetched, bounded depth (S-53).</summary>
internal static class UntrustedXml
{
    private const int Deepest = 32;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>The root element with all names stripped of namespaces, or null when it is not well-formed XML of at most 32 levels.</summary>
    public static XElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body.ToArray(), writable: false), Settings);
            XElement? root = null;
            var open = new Stack<XElement>();
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.EndElement) open.Pop();
                else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA) open.Peek().Add(new XText(reader.Value));
                else if (reader.NodeType == XmlNodeType.Element && !Enter(reader, open, ref root)) return null;
            }

            return root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static bool Enter(XmlReader reader, Stack<XElement> open, ref XElement? root)
    {
        if (reader.Depth >= Deepest) return false;
        var element = new XElement(reader.LocalName);
        if (open.TryPeek(out var parent)) parent.Add(element);
        root ??= element;
        if (!reader.IsEmptyElement) open.Push(element);
        return true;
    }
}
