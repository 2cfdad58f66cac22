using System.Buffers;

namespace Guildhall.App.Cloud.Outbound;

/// <summary>Reads a body of unknown length without ever holding more than was allowed. security.md S-50, F-13.</summary>
internal static class BoundedBody
{
    /// <summary>The whole body, or null when it has more than <paramref name="most"/> bytes.</summary>
    public static async Task<byte[]?> ReadAsync(HttpResponseMessage response, int most, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > most) return null;
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var whole = new MemoryStream();
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
            {
                if (whole.Length + read > most) return null;
                whole.Write(chunk, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }

        return whole.ToArray();
    }
}
