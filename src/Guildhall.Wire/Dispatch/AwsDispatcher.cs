using System.Text;
using Guildhall.Wire.Protocols;
using Guildhall.Wire.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Guildhall.Wire.Dispatch;

/// <summary>The middleware that takes AWS calls and leaves everything else to the next one (exemplars.md 5.8).</summary>
internal sealed class AwsDispatcher(
    RequestDelegate next, OperationTable table, SignatureVerifier verifier, DispatchOptions options, ILogger<AwsDispatcher> logger)
{
    private readonly RequestAuthenticator authenticator = new(verifier, options);

    public async Task InvokeAsync(HttpContext context)
    {
        RequestIds.Give(context, options);
        var answer = new WireAnswer(context, options);
        if (EdgeRule.Check(context) is { } malformed)
        {
            await answer.CloseAsync(malformed);
            return;
        }

        switch (RequestRoute.Of(context, table, options))
        {
            case RequestRoute.Known(var operation): await ServeAsync(context, operation, null, answer); break;
            case RequestRoute.OtherMethod(var allowed): await answer.MethodNotAllowedAsync(allowed); break;
            case RequestRoute.Unknown(var protocol): await answer.UnknownOperationAsync(protocol); break;
            case RequestRoute.Form(var signed): await ServeFormAsync(context, signed, answer); break;
            default: await next(context); break;
        }
    }

    private async Task ServeFormAsync(HttpContext context, bool signed, WireAnswer answer)
    {
        var body = await RequestBody.ReadAsync(context, options.BodyLimit, context.RequestAborted);
        if (body.Problem is { } problem)
        {
            await answer.BrokenBodyAsync(null, problem);
            return;
        }

        var form = WireForm.Parse(HttpMethods.IsPost(context.Request.Method) ? Encoding.UTF8.GetString(body.Bytes.Span) : RawQuery(context), plusIsSpace: true);
        if (form?["Action"] is { } action && table.FindAction(form["Version"] ?? "", action) is { } operation)
            await ServeAsync(context, operation, body, answer);
        else if (signed || form?["Action"] is not null)
            await answer.UnknownOperationAsync(Protocol.Query);
        else
        {
            // A page's own form: give it back its body.
            context.Request.Body = new MemoryStream(body.Bytes.ToArray());
            await next(context);
        }
    }

    private async Task ServeAsync(HttpContext context, Operation operation, RequestBody? read, WireAnswer answer)
    {
        try
        {
            await answer.WriteAsync(operation, await CallAsync(context, operation, read, answer));
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up: nobody to answer, and no error of ours (F-66).
            logger.LogInformation("{Operation} {RequestId}: the caller hung up", operation.Name, RequestIds.Of(context));
        }
        catch (Exception bug) when (!context.Response.HasStarted)
        {
            logger.LogError(bug, "{Operation} {RequestId} failed", operation.Name, RequestIds.Of(context));
            await answer.WriteAsync(
                operation, new WireError(options.InternalErrorCode(operation), "An internal error happened.", StatusCodes.Status500InternalServerError));
        }
    }

    private async ValueTask<OperationResult> CallAsync(HttpContext context, Operation operation, RequestBody? read, WireAnswer answer)
    {
        var cancellation = context.RequestAborted;
        var authentication = read is { } body
            ? await authenticator.AuthenticateAsync(context, body.Bytes, operation.Service, operation.Name, cancellation)
            : await authenticator.AuthenticateAsync(context, operation.Service, operation.Name, cancellation);
        if (authentication is Authentication.Refused refused)
            return answer.Refusal(operation, refused);
        var accepted = (Authentication.Accepted)authentication;
        if (accepted.Presigned && operation.ChangesState)
            return AuthenticationErrors.PresignedChange(operation.Protocol);
        var text = operation.Protocol == Protocol.Query && HttpMethods.IsPost(context.Request.Method)
            ? Encoding.UTF8.GetString(accepted.Body.Span)
            : RawQuery(context);
        if (WireForm.Parse(text, plusIsSpace: operation.Protocol == Protocol.Query) is not { } form)
            return AuthenticationErrors.MalformedQuery(operation.Protocol);
        return await operation.Handler(
            new()
            {
                RequestId = RequestIds.Of(context),
                Operation = operation,
                Key = accepted.Key,
                Body = accepted.Body,
                Form = form,
                RemoteAddress = context.Connection.RemoteIpAddress,
                UserAgent = context.Request.Headers.UserAgent,
                Presigned = accepted.Presigned,
            },
            cancellation);
    }

    private static string RawQuery(HttpContext context) =>
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2) is [_, var query] ? query : "";
}
