using System.Collections.Frozen;

namespace Guildhall.Wire.Dispatch;

/// <summary>One entry of an <see cref="OperationTable"/>.</summary>
/// <param name="Service">The signing name that calls must carry in their credential scope.</param>
/// <param name="Name">AWS's name of the operation.</param>
/// <param name="Protocol">How it is called.</param>
/// <param name="Method">The HTTP method; <c>POST</c> for the JSON and Query protocols.</param>
/// <param name="Path">The path without prefix; <c>/</c> for the JSON and Query protocols.</param>
/// <param name="Selector">JSON: what stands before the dot in <c>X-Amz-Target</c>. Query: the API version. Otherwise null.</param>
/// <param name="Handler">What it does.</param>
/// <param name="ChangesState">True when it changes anything: then it cannot be presigned (S-06).</param>
public sealed record Operation(
    string Service,
    string Name,
    Protocol Protocol,
    string Method,
    string Path,
    string? Selector,
    OperationHandler Handler,
    bool ChangesState)
{
    /// <summary>The code of an unexpected failure, where this service has another than the protocol's usual one.</summary>
    public string? InternalErrorCode { get; init; }

    /// <summary>HTTP status per error code where this API differs from the protocol's usual ones.</summary>
    public IReadOnlyDictionary<string, int>? Statuses { get; init; }

    /// <summary>CBOR: the members of answers that are times, which JSON writes as numbers.</summary>
    public IReadOnlySet<string> Times { get; init; } = FrozenSet<string>.Empty;

    /// <summary>A rest-json operation, called by method and path.</summary>
    public static Operation Rest(
        string service, string method, string path, string name, OperationHandler handler, bool changesState = false) =>
        new(service, name, Protocol.RestJson, method, path, null, handler, changesState);

    /// <summary>An AWS JSON operation, called by <c>X-Amz-Target: targetPrefix.name</c>.</summary>
    public static Operation Json(
        string service, string targetPrefix, string name, OperationHandler handler, bool changesState = false) =>
        new(service, name, Protocol.AwsJson, "POST", "/", targetPrefix, handler, changesState);

    /// <summary>A Smithy RPC v2 operation in CBOR; its handler reads and writes JSON, as for <see cref="Protocol.AwsJson"/>.</summary>
    /// <param name="shape">The name of the service's shape, which stands in the path.</param>
    /// <param name="times">The members of answers that are times.</param>
    public static Operation Cbor(string service, string shape, string name, OperationHandler handler, IReadOnlySet<string> times, bool changesState = false) =>
        new(service, name, Protocol.RpcCbor, "POST", $"/service/{shape}/operation/{name}", shape, handler, changesState) { Times = times };

    /// <summary>An AWS Query operation, called by a form with <c>Action</c> and <c>Version</c>.</summary>
    public static Operation Query(
        string service, string version, string name, OperationHandler handler, bool changesState = false) =>
        new(service, name, Protocol.Query, "POST", "/", version, handler, changesState);
}
