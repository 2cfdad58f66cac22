using Guildhall.Wire.Protocols;
using Microsoft.AspNetCore.Http;

namespace Guildhall.Wire.Dispatch;

/// <summary>Runs one operation: signature, parameters, handler, answer.</summary>
internal sealed class OperationRunner(RequestAuthenticator authenticator, DispatchOptions options)
{
    /// <summary>Runs and answers.</summary>
    /// <param name="context">The request.</param>
    /// <param name="operation">The operation it calls.</param>
    /// <param name="answer">Writes the answer.</param>
    /// <param name="body">The body, when routing had to read it.</param>
    public async Task RunAsync(HttpContext context, Operation operation, WireAnswer answer, ReadOnlyMemory<byte>? body = null)
    {
        if (context.Request.ContentLength > options.BodyLimit)
        {
            await answer.BrokenBodyAsync(StatusCodes.Status413PayloadTooLarge, operation);
            return;
        }

        if (operation.Protocol == Protocol.AwsJson && !ContentTypes.IsAwsJson(context.Request))
        {
            await answer.RefuseAsync(operation, new("SerializationException", "The content type must be application/x-amz-json-1.0 or 1.1."));
            return;
        }

        if (operation.Protocol == Protocol.RpcCbor && !ContentTypes.IsCbor(context.Request))
        {
            await answer.RefuseAsync(operation, new("SerializationException", "The content type must be application/cbor."));
            return;
        }

        var authentication = body is { } read
            ? await authenticator.VerifyAsync(context, read, operation.Service, operation.Name, context.RequestAborted)
            : await authenticator.AuthenticateAsync(context, operation.Service, operation.Name, context.RequestAborted);
        switch (authentication)
        {
            case Authentication.Accepted accepted:
                await answer.WriteAsync(operation, await CallAsync(context, operation, accepted));
                break;
            case Authentication.Refused { Failure: { } failure } refused:
                await answer.RefuseAsync(operation, AuthenticationErrors.Of(operation.Protocol, failure, refused.Message));
                break;
            case Authentication.Refused refused:
                await answer.BrokenBodyAsync(refused.Status, operation);
                break;
        }
    }

    private static async ValueTask<OperationResult> CallAsync(HttpContext context, Operation operation, Authentication.Accepted accepted)
    {
        if (accepted.Presigned && operation.ChangesState)
            return AuthenticationErrors.PresignedChange(operation.Protocol);
        if (operation.Protocol == Protocol.RpcCbor)
        {
            if (CborText.ToJson(accepted.Body) is not { } json) return new WireError("SerializationException", "The body is not well-formed CBOR.");
            accepted = accepted with { Body = json };
        }

        var form = operation.Protocol == Protocol.Query ? QueryFields.Of(context, accepted.Body) : QueryFields.Of(context);
        return form is null
            ? AuthenticationErrors.MalformedQuery(operation.Protocol)
            : await operation.Handler(Call(context, operation, accepted, form), context.RequestAborted);
    }

    private static OperationCall Call(HttpContext context, Operation operation, Authentication.Accepted accepted, WireForm form) => new()
    {
        RequestId = RequestIds.Of(context),
        Operation = operation,
        Key = accepted.Key,
        Body = accepted.Body,
        Form = form,
        Origin = $"{context.Request.Scheme}://{context.Request.Host.Value}",
        RemoteAddress = context.Connection.RemoteIpAddress,
        UserAgent = context.Request.Headers.UserAgent,
        Presigned = accepted.Presigned,
    };
}
