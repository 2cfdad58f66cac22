using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Guildhall.App.Store;
using Guildhall.Domain;

namespace Guildhall.Server.Api.V1;

/// <summary>Problems as errors of Guildhall's own API: <c>{"code","message","field"?,"requestId"}</c>. contract.md 4.</summary>
internal static class ApiErrors
{
    /// <param name="all">Everything that is wrong, told beside the first as <c>errors</c>; default for that alone.</param>
    public static Task WriteAsync(HttpContext context, string requestId, int status, string code, string message, string? field = null, ImmutableArray<Problem> all = default)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("code", code);
            json.WriteString("message", message);
            if (field is not null) json.WriteString("field", field);
            json.WriteString("requestId", requestId);
            if (!all.IsDefaultOrEmpty) WriteAll(json, all);
            json.WriteEndObject();
        }

        return context.Response.Body.WriteAsync(buffer.ToArray(), context.RequestAborted).AsTask();
    }

    /// <param name="status">Null for that of the problem's kind.</param>
    /// <param name="all">As <see cref="WriteAsync(HttpContext, string, int, string, string, string?, ImmutableArray{Problem})"/>.</param>
    public static Task WriteAsync(HttpContext context, string requestId, Problem problem, int? status = null, ImmutableArray<Problem> all = default) =>
        WriteAsync(context, requestId, status ?? StatusOf(problem.Kind), problem.Code, problem.Message, problem.Member, all);

    private static void WriteAll(Utf8JsonWriter json, ImmutableArray<Problem> all)
    {
        json.WriteStartArray("errors");
        foreach (var problem in all)
        {
            json.WriteStartObject();
            json.WriteString("code", problem.Code);
            json.WriteString("message", problem.Message);
            json.WriteString("field", problem.Member);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>429 while others hold the database locked, 503 while it is gone or full, both with <c>Retry-After</c> (security.md F-20, F-21, F-24).</summary>
    public static Task WriteAsync(HttpContext context, string requestId, StoreUnavailableException unavailable)
    {
        context.Response.Headers.RetryAfter = ((int)unavailable.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return unavailable.Fault == StoreFault.Busy
            ? WriteAsync(context, requestId, StatusCodes.Status429TooManyRequests, "STORE_BUSY", unavailable.Message)
            : WriteAsync(context, requestId, StatusCodes.Status503ServiceUnavailable, "STORE_UNAVAILABLE", unavailable.Message);
    }

    /// <summary>424 for what AWS or another party did not do (vendor-integration.md 17).</summary>
    internal static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.Malformed => 400,
        ProblemKind.Forbidden => 403,
        ProblemKind.NotFound => 404,
        ProblemKind.Conflict or ProblemKind.InUse => 409,
        ProblemKind.LimitReached => 429,
        ProblemKind.Upstream => 424,
        _ => throw new InvalidOperationException($"{kind} has no status."),
    };
}
