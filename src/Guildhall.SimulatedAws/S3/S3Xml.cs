using System.Xml;
using System.Xml.Linq;

namespace Guildhall.SimulatedAws.S3;

/// <summary>Bodies of S3's requests.</summary>
internal static class S3Xml
{
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 1_000_000 };

    /// <summary>The outermost element; null when it is not well-formed.</summary>
    public static XElement? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body.ToArray()), Strict);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
