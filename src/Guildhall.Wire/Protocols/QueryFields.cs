using System.Text;
using Guildhall.Wire.Dispatch;
using Microsoft.AspNetCore.Http;

namespace Guildhall.Wire.Protocols;

/// <summary>Where the parameters of a call stand: a Query call's in its form or, for GET, in the query; any other's in the query.</summary>
internal static class QueryFields
{
    /// <summary>The fields of a Query call; null when malformed.</summary>
    public static WireForm? Of(HttpContext context, ReadOnlyMemory<byte> body) =>
        HttpMethods.IsPost(context.Request.Method) && !body.IsEmpty
            ? WireForm.Parse(Encoding.Latin1.GetString(body.Span), plusIsSpace: true)
            : WireForm.Parse(RawRequest.Of(context).Query, plusIsSpace: true);

    /// <summary>The parameters of a call in another protocol; null when malformed. A plus sign stays one, as the signature has it.</summary>
    public static WireForm? Of(HttpContext context) => WireForm.Parse(RawRequest.Of(context).Query, plusIsSpace: false);
}
