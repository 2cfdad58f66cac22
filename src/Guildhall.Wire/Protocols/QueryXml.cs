using System.Xml.Linq;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Wire.Protocols;

/// <summary>The XML envelopes of the Query protocol.</summary>
internal static class QueryXml
{
    /// <summary><c>XxxResponse</c> with <c>XxxResult</c>, when there is one, and the metadata.</summary>
    public static XElement Response(Operation operation, XElement? result, string requestId, DispatchOptions options) =>
        InNamespace(
            options.XmlNamespace(operation.Service, operation.Selector ?? ""),
            new(
                operation.Name + "Response",
                result is null ? null : new XElement(operation.Name + "Result", result.Nodes()),
                new XElement("ResponseMetadata", new XElement("RequestId", requestId))));

    /// <summary><c>ErrorResponse</c>.</summary>
    public static XElement Error(Operation? operation, WireError error, int status, string requestId, DispatchOptions options) =>
        InNamespace(
            operation is null ? "" : options.XmlNamespace(operation.Service, operation.Selector ?? ""),
            new(
                "ErrorResponse",
                new XElement(
                    "Error",
                    new XElement("Type", status < 500 ? "Sender" : "Receiver"),
                    new XElement("Code", error.Code),
                    new XElement("Message", error.Message),
                    error.Members.Select(member => new XElement(member.Key, member.Value))),
                new XElement("RequestId", requestId)));

    private static XElement InNamespace(XNamespace space, XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
            element.Name = space + element.Name.LocalName;
        return XmlText.MakePrintable(root);
    }
}
