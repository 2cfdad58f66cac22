using Guildhall.Wire.Dispatch;
using Microsoft.Net.Http.Headers;

namespace Guildhall.SimulatedAws.S3;

/// <summary>A part of an object, by the header Range (RFC 9110 section 14).</summary>
internal static class ByteRange
{
    /// <summary>The part that is asked for, with 206; the whole answer when none is, or several or none that can be read; InvalidRange beyond the end.</summary>
    public static OperationResult Cut(string asked, S3Answer whole)
    {
        if (!RangeHeaderValue.TryParse(asked, out var header) || header.Unit != "bytes" || header.Ranges.Count != 1) return whole;
        var range = header.Ranges.Single();
        var length = whole.Body.Length;
        var from = range.From ?? Math.Max(0, length - range.To!.Value);
        var last = range.From is null ? length - 1 : Math.Min(range.To ?? long.MaxValue, length - 1);
        if (from > last) return new WireError("InvalidRange", "The requested range is not satisfiable.", 416);
        return whole with
        {
            Status = 206,
            Body = whole.Body[(int)from..(int)(last + 1)],
            Headers = [.. whole.Headers, new("Content-Range", $"bytes {from}-{last}/{length}")],
        };
    }
}
