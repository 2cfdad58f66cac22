namespace Guildhall.Wire.Dispatch;

/// <summary>The AWS protocols spoken here.</summary>
public enum Protocol
{
    /// <summary>An operation is a method and a path; JSON bodies.</summary>
    RestJson,

    /// <summary>AWS JSON 1.0 and 1.1: <c>POST /</c> and the operation in <c>X-Amz-Target</c>.</summary>
    AwsJson,

    /// <summary>AWS Query: a form with <c>Action</c> and <c>Version</c>; XML answers.</summary>
    Query,

    /// <summary>Smithy RPC v2 in CBOR: <c>POST /service/SERVICE/operation/NAME</c>.</summary>
    RpcCbor,
}
