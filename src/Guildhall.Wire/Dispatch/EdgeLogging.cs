using Microsoft.Extensions.Logging;

namespace Guildhall.Wire.Dispatch;

/// <summary>Keeps signatures out of the log (S-04).</summary>
public static class EdgeLogging
{
    /// <summary>The web framework logs from warnings on: its own line per request would hold the query, and that the signature of a presigned call.</summary>
    public static ILoggingBuilder WithoutRequestLines(this ILoggingBuilder logging) =>
        logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
}
