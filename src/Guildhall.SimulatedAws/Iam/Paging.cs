using System.Xml.Linq;
using Guildhall.SimulatedAws.Requests;
using Guildhall.Wire.Dispatch;

namespace Guildhall.SimulatedAws.Iam;

/// <summary>Pages of IAM lists by MaxItems and Marker; a marker is the last key of the page before.</summary>
internal sealed record Paging(int Size, string? Marker)
{
    public static Paging Read(QueryInput input) =>
        new(input.Number("MaxItems", 1, Rules.PageMaximum) ?? Rules.PageDefault, input.OptionalText("Marker", Rules.Marker));

    /// <summary>
    /// The page of the keys, which are in ordinal order, as the output member of the given name, each key written by
    /// <paramref name="write"/>.
    /// </summary>
    public OperationResult Of(string member, IEnumerable<string> keys, Func<string, object> write)
    {
        var page = keys.Where(key => Marker is null || string.CompareOrdinal(key, Marker) > 0).Take(Size + 1).ToArray();
        var isTruncated = page.Length > Size;
        return OperationResult.Xml(new XElement(
            "Result",
            new XElement(member, page.Take(Size).Select(key => new XElement("member", write(key)))),
            new XElement("IsTruncated", isTruncated),
            isTruncated ? new XElement("Marker", page[Size - 1]) : null));
    }
}
