using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Guildhall.Wire.Dispatch;

/// <summary>Tells a caller who went away from an error of ours (F-66).</summary>
internal static class HangUp
{
    public static bool Is(Exception exception, HttpContext context) =>
        context.RequestAborted.IsCancellationRequested || exception is ConnectionResetException or ConnectionAbortedException;
}
