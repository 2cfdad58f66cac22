using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Guildhall.Wire.Dispatch;

/// <summary>The id of a request: on every answer, in logs and audit.</summary>
public static class RequestIds
{
    /// <summary>The header that carries it.</summary>
    public const string Header = "x-amzn-RequestId";

    /// <summary>The id given to this request; empty before it was given one.</summary>
    public static string Of(HttpContext context) => context.Response.Headers[Header].ToString();

    internal static string NewUuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        // Version 4 of RFC 9562.
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    internal static string Give(HttpContext context, DispatchOptions options)
    {
        var id = options.NewRequestId();
        context.Response.Headers[Header] = id;
        context.TraceIdentifier = id;
        return id;
    }
}
