using Guildhall.Domain;

namespace Guildhall.App.Billing.Sources;

/// <summary>Reads what is small as a whole.</summary>
internal static class Whole
{
    /// <summary>All bytes; refused with <c>MANIFEST_REFUSED</c> when there are more than <paramref name="most"/>, with <c>REPORT_UNREACHABLE</c> when they stop coming.</summary>
    public static async Task<Result<ReadOnlyMemory<byte>>> ReadAsync(Stream stream, int most, CancellationToken cancellation)
    {
        using var whole = new MemoryStream();
        var chunk = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(chunk, cancellation)) > 0)
            {
                if (whole.Length + read > most) return Problem.Conflict("MANIFEST_REFUSED", $"The report's manifest has more than {most >> 20} MB.");
                whole.Write(chunk, 0, read);
            }
        }
        catch (IOException broken)
        {
            return new Problem(ProblemKind.Upstream, "REPORT_UNREACHABLE", $"The manifest broke off: {broken.Message}");
        }

        return new ReadOnlyMemory<byte>(whole.ToArray());
    }
}
