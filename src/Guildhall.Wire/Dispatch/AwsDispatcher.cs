using Guildhall.Wire.Protocols;
using Guildhall.Wire.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Guildhall.Wire.Dispatch;

/// <summary>The middleware that takes AWS calls and leaves everything else to the next one.</summary>
internal sealed class AwsDispatcher(
    RequestDelegate next, OperationTable table, SignatureVerifier verifier, DispatchOptions options, ILogger<AwsDispatcher> logger)
{
    private readonly OperationRunner runner = new(new(verifier, options), options);

    public async Task InvokeAsync(HttpContext context)
    {
        RequestIds.Give(context, options);
        var answer = new WireAnswer(context, options);
        if (EdgeRule.TwoReadings(context) is { } doubtful)
        {
            await answer.CloseAsync(doubtful);
            return;
        }

        var route = RequestRoute.Of(context, table, options);
        if (route is RequestRoute.Elsewhere)
            await next(context);
        else if (EdgeRule.BadHeaders(context, options) is { } bad)
            await answer.CloseAsync(bad);
        else
            await AnswerAsync(context, route, answer);
    }

    private async Task AnswerAsync(HttpContext context, RequestRoute route, WireAnswer answer)
    {
        try
        {
            await (route switch
            {
                RequestRoute.Known(var operation) => runner.RunAsync(context, operation, answer),
                RequestRoute.OtherMethod(var allowed) => answer.MethodNotAllowedAsync(allowed),
                RequestRoute.Unknown(var protocol) => answer.UnknownOperationAsync(protocol),
                RequestRoute.Form(var signed) => FormAsync(context, signed, answer),
                _ => throw new InvalidOperationException("Unknown route " + route.GetType()),
            });
        }
        catch (Exception gone) when (HangUp.Is(gone, context))
        {
            logger.LogInformation("{RequestId}: the caller hung up", RequestIds.Of(context));
        }
        catch (Exception bug) when (!context.Response.HasStarted)
        {
            var operation = (route as RequestRoute.Known)?.Operation;
            logger.LogError(bug, "{Operation} {RequestId} failed", operation?.Name ?? "Query", RequestIds.Of(context));
            await answer.InternalErrorAsync(operation);
        }
    }

    private async Task FormAsync(HttpContext context, bool signed, WireAnswer answer)
    {
        var form = await RootForm.ReadAsync(context, options, context.RequestAborted);
        if (form.Problem is { } status)
            await answer.BrokenBodyAsync(status);
        else if (form.Operation(table) is { } operation)
            await runner.RunAsync(context, operation, answer, form.Body);
        else if (signed || form.HasAction)
            await answer.UnknownOperationAsync(Protocol.Query);
        else
        {
            // A page's own form: it gets its body back.
            context.Request.Body = new MemoryStream(form.Body.ToArray());
            await next(context);
        }
    }
}
