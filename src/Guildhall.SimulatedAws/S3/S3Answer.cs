using System.Text;
using System.Xml.Linq;
using Guildhall.Wire.Dispatch;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.S3;

/// <summary>An answer of S3: a status, headers and a body.</summary>
internal sealed record S3Answer(int Status, ReadOnlyMemory<byte> Body = default, string? ContentType = null) : OperationResult
{
    private static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static S3Answer Nothing { get; } = new(204);

    public static S3Answer Ok { get; } = new(200);

    /// <summary>A document in S3's namespace; the elements are given without one.</summary>
    public static S3Answer Of(XElement document, int status = 200)
    {
        foreach (var element in document.DescendantsAndSelf()) element.Name = Namespace + element.Name.LocalName;
        return Text(new XDeclaration("1.0", "UTF-8", null) + "\n" + XmlText.MakePrintable(document).ToString(SaveOptions.DisableFormatting), "application/xml", status);
    }

    public static S3Answer Text(string body, string contentType, int status = 200) => new(status, Encoding.UTF8.GetBytes(body), contentType);

    /// <summary>An error in S3's form, which has no namespace.</summary>
    public static S3Answer Refusal(WireError error, string requestId, string resource) => Text(
        XmlText.MakePrintable(new XElement(
            "Error",
            new XElement("Code", error.Code),
            new XElement("Message", error.Message),
            error.Members.Select(member => new XElement(member.Key, member.Value)),
            new XElement("Resource", resource),
            new XElement("RequestId", requestId))).ToString(SaveOptions.DisableFormatting),
        "application/xml",
        error.Status ?? 400);
}
