namespace Guildhall.Server.Health;

/// <summary><c>/health/live</c> and <c>/health/ready</c>: one word each, no details. contract.md 4, security.md S-66.</summary>
public static class HealthEndpoints
{
    /// <summary>
    /// Live: 200 <c>live</c>, whatever the parts say. Ready: 200 <c>ready</c> or <c>degraded</c>, else 503 <c>not ready</c>.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints, Readiness readiness, OperatorAccess access)
    {
        var health = endpoints.MapGroup("/health").OnlyFor(access);
        health.MapGet("/live", () => Word("live", StatusCodes.Status200OK));
        health.MapGet("/ready", () => readiness.State switch
        {
            PartState.Ready => Word("ready", StatusCodes.Status200OK),
            PartState.Degraded => Word("degraded", StatusCodes.Status200OK),
            _ => Word("not ready", StatusCodes.Status503ServiceUnavailable),
        });
    }

    /// <summary>Answers 401 to everybody else.</summary>
    public static TBuilder OnlyFor<TBuilder>(this TBuilder endpoints, OperatorAccess access)
        where TBuilder : IEndpointConventionBuilder => endpoints.AddEndpointFilter(async (call, next) =>
        {
            if (access.Allows(call.HttpContext)) return await next(call);
            call.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.StatusCode(StatusCodes.Status401Unauthorized);
        });

    private static IResult Word(string word, int status) => Results.Text(word, "text/plain", statusCode: status);
}
