using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Guildhall.Wire.Dispatch;

/// <summary>A body read within its limit (S-09).</summary>
/// <param name="Bytes">The whole body, in an array of its own.</param>
/// <param name="Problem">Null, or the status to refuse with: 413 too long, 400 or 408 broken off.</param>
internal readonly record struct RequestBody(ReadOnlyMemory<byte> Bytes, int? Problem)
{
    // A caller who only announces a long body gets no memory for it: that grows with what arrives (F-64).
    private const int TakenAtOnce = 65_536;

    /// <summary>Reads the body. A length over the limit is refused before anything is read, a longer stream as soon as it is passed.</summary>
    public static async ValueTask<RequestBody> ReadAsync(HttpContext context, int limit, CancellationToken cancellation)
    {
        if (context.Request.ContentLength > limit)
            return new(default, StatusCodes.Status413PayloadTooLarge);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } maximum)
            maximum.MaxRequestBodySize = limit;
        try
        {
            return new(await ReadToEndAsync(context.Request, cancellation), null);
        }
        catch (BadHttpRequestException broken)
        {
            return new(default, broken.StatusCode);
        }
    }

    public static string Words(int problem) => problem == StatusCodes.Status413PayloadTooLarge
        ? "The request body is longer than this service takes."
        : "The request body is malformed or incomplete.";

    private static async ValueTask<byte[]> ReadToEndAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength is { } length and <= TakenAtOnce)
        {
            var exact = new byte[(int)length];
            await request.Body.ReadExactlyAsync(exact, cancellation);
            return exact;
        }

        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellation);
        return buffer.ToArray();
    }
}
