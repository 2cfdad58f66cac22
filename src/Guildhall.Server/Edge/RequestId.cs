using Guildhall.Domain;

namespace Guildhall.Server.Edge;

/// <summary>The id that a call has in its answer, its errors, the log and the audit record: a UUID in <c>HttpContext.TraceIdentifier</c>.</summary>
public static class RequestId
{
    /// <summary>The header of the answer; answers of AWS's protocols carry <c>x-amzn-RequestId</c> as well.</summary>
    public const string Header = "X-Request-Id";

    /// <summary>Gives every call a new id. Ids that callers send are not taken over: they would end up in our log.</summary>
    public static void UseRequestId(this IApplicationBuilder app, IdSource ids) => app.Use((context, next) =>
    {
        context.TraceIdentifier = ids.Uuid().ToString();
        context.Response.OnStarting(Tell, context);
        return next(context);
    });

    private static Task Tell(object state)
    {
        // Read late: the dispatcher of AWS's protocols gives its own id, and there is but one.
        var context = (HttpContext)state;
        context.Response.Headers[Header] = context.TraceIdentifier;
        return Task.CompletedTask;
    }
}
