using Guildhall.App.Upkeep;

namespace Guildhall.Server.Health;

/// <summary><c>/health/live</c> and <c>/health/ready</c>: one word each, no details. contract.md 4, security.md S-66.</summary>
public static class HealthEndpoints
{
    /// <summary>
    /// Live: 200 <c>live</c>, whatever the parts say. Ready: 200 <c>ready</c> or <c>degraded</c>, else 503 <c>not ready</c>.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints, Readiness readiness, OperatorAccess access)
    {
        endpoints.MapGet("/health/live", access.Only(context => Say(context, "live", StatusCodes.Status200OK)));
        endpoints.MapGet("/health/ready", access.Only(context => readiness.State switch
        {
            PartState.Ready => Say(context, "ready", StatusCodes.Status200OK),
            PartState.Degraded => Say(context, "degraded", StatusCodes.Status200OK),
            _ => Say(context, "not ready", StatusCodes.Status503ServiceUnavailable),
        }));
    }

    /// <summary>Answers 401 to everybody else.</summary>
    public static RequestDelegate Only(this OperatorAccess access, RequestDelegate answer) => context =>
    {
        if (access.Allows(context)) return answer(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    };

    private static Task Say(HttpContext context, string word, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(word);
    }
}
