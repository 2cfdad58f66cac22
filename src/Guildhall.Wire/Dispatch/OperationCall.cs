using System.Net;
using Guildhall.Wire.Protocols;
using Guildhall.Wire.Signing;

namespace Guildhall.Wire.Dispatch;

/// <summary>A verified call of one operation.</summary>
public sealed class OperationCall
{
    /// <summary>The id that the answer carries as <c>x-amzn-RequestId</c>.</summary>
    public required string RequestId { get; init; }

    /// <summary>The operation called.</summary>
    public required Operation Operation { get; init; }

    /// <summary>The signing name of the operation's service.</summary>
    public string Service => Operation.Service;

    /// <summary>AWS's name of the operation.</summary>
    public string OperationName => Operation.Name;

    /// <summary>The key that signed the call.</summary>
    public required SigningKey Key { get; init; }

    /// <summary>The principal behind the key, as the key directory gave it.</summary>
    public object Principal => Key.Principal;

    /// <summary>The body as sent. Never reused for another request, so it may be kept.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Query protocol: the fields of the form. Otherwise: the query parameters.</summary>
    public WireForm Form { get; init; } = WireForm.Empty;

    /// <summary>Scheme and host as the caller named this server, such as <c>http://127.0.0.1:8080</c>; the host is signed.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The address the call came from.</summary>
    public IPAddress? RemoteAddress { get; init; }

    /// <summary>The caller's own name for its software; not signed, so for the record only.</summary>
    public string? UserAgent { get; init; }

    /// <summary>True when the signature came in the query.</summary>
    public bool Presigned { get; init; }

    /// <summary>The decoded query parameter or form field, or null when absent.</summary>
    public string? Query(string name) => Form[name];

    /// <summary>Masked: a call holds a key and a body.</summary>
    public override string ToString() => OperationName + " " + RequestId;
}
