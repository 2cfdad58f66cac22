using System.Xml.Linq;
using Guildhall.SimulatedAws.Requests;

namespace Guildhall.SimulatedAws.Iam;

/// <summary>Pages of IAM lists by MaxItems and Marker.</summary>
internal static class Paging
{
    /// <summary>
    /// The result of a list operation: the page's items in a member of the given name, each written by <paramref name="write"/>.
    /// Keys are in ordinal order; a marker is the last key of the page before. Null when the request was at fault.
    /// </summary>
    public static XElement? Page(this QueryCall call, string member, IEnumerable<string> keys, Func<string, object> write)
    {
        var size = call.Input.Number("MaxItems", 1, Rules.PageMaximum) ?? Rules.PageDefault;
        var marker = call.Input.OptionalText("Marker", Rules.Marker);
        if (call.Input.Fault is not null) return null;
        var page = keys.Where(key => marker is null || string.CompareOrdinal(key, marker) > 0).Take(size + 1).ToArray();
        var items = new XElement(member, page.Take(size).Select(key => new XElement("member", write(key))));
        return page.Length > size
            ? new XElement("Result", items, new XElement("IsTruncated", "true"), new XElement("Marker", page[size - 1]))
            : new XElement("Result", items, new XElement("IsTruncated", "false"));
    }
}
