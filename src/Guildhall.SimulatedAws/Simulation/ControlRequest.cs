using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Guildhall.SimulatedAws.Simulation;

/// <summary>Reading and answering the calls below <c>/_simulation</c>; the content type does not matter, so a bare curl works.</summary>
internal static class ControlRequest
{
    /// <summary>The body as a value; null when it was none, which has then been answered with 400.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            if (await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) is { } value) return value;
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "invalid", "The body is empty.");
        }
        catch (JsonException malformed)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "invalid", $"The body is not what is expected here: {malformed.Path}.");
        }

        return null;
    }

    public static Task RefuseAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new ControlError(code, message), ControlJson.Default.ControlError, cancellationToken: context.RequestAborted);
    }
}
