using Guildhall.Wire.Protocols;
using Microsoft.AspNetCore.Http;

namespace Guildhall.Wire.Dispatch;

/// <summary>A form sent to the root, or the query of a GET: the Query protocol when it names an <c>Action</c>.</summary>
/// <param name="Body">The body as sent.</param>
/// <param name="Fields">Its fields; null when they cannot be read in one way.</param>
/// <param name="Problem">The status to refuse with when the body could not be read.</param>
internal sealed record RootForm(ReadOnlyMemory<byte> Body, WireForm? Fields, int? Problem)
{
    /// <summary>True when it means to call an operation.</summary>
    public bool HasAction => Fields?["Action"] is not null;

    public static async ValueTask<RootForm> ReadAsync(HttpContext context, DispatchOptions options, CancellationToken cancellation)
    {
        var body = await RequestBody.ReadAsync(context, options.BodyLimit, cancellation);
        return new(body.Bytes, body.Problem is null ? QueryFields.Of(context, body.Bytes) : null, body.Problem);
    }

    /// <summary>The operation named by <c>Action</c> and <c>Version</c>, or null.</summary>
    public Operation? Operation(OperationTable table) =>
        Fields?["Action"] is { } action ? table.FindAction(Fields["Version"] ?? "", action) : null;
}
