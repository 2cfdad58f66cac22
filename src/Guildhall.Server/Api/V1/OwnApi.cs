using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Access;
using Guildhall.App.Audit;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.V1;

/// <summary>A verified call of Guildhall's own API.</summary>
internal sealed record ApiCall(Caller Caller, ReadOnlyMemory<byte> Body, HttpRequest Request)
{
    public IQueryCollection Query => Request.Query;

    public string RequestId => Request.HttpContext.TraceIdentifier;

    /// <summary>Who acts, for the audit trail of this organization; null for that of whoever acts.</summary>
    public ActOrigin Origin(string? tenant = null) => new(Caller.Arn, Caller.Account.Value, AuditSources.OfOwn(Caller.AccessKeyId), RequestId, tenant);

    /// <summary>A header that was sent once; null otherwise.</summary>
    public string? Header(string name) => Request.Headers[name] is [{ } value] ? value : null;

    /// <summary>The part of the path that stands for <c>{name}</c>.</summary>
    public string RouteValue(string name) => (string)Request.RouteValues[name]!;
}

/// <summary>What an endpoint answers: a JSON document, or a problem.</summary>
internal readonly record struct ApiAnswer(Action<Utf8JsonWriter>? Document, Problem? Problem)
{
    /// <summary>Null for 200, and for the status of the problem's kind.</summary>
    public int? Status { get; init; }

    public string? ETag { get; init; }

    /// <summary>All problems, where there are more than the one that the answer is about; default or empty otherwise.</summary>
    public ImmutableArray<Problem> Problems { get; init; }

    public static ValueTask<ApiAnswer> Write(Action<Utf8JsonWriter> document) => ValueTask.FromResult(new ApiAnswer(document, null));

    public static ValueTask<ApiAnswer> Refuse(Problem problem) => ValueTask.FromResult(new ApiAnswer(null, problem));

    public static ValueTask<ApiAnswer> Malformed(string message, string? field = null) => Refuse(Domain.Problem.Malformed(message, field));
}

/// <summary>
/// Guildhall's own API under <c>/api/v1</c>: every endpoint is mapped here, so that none escapes the signature, or session and form token, and
/// the policy check.
/// </summary>
internal sealed class OwnApi(IEndpointRouteBuilder routes, RequestAuthenticator authenticator, SessionCalls sessions, RefusedCalls refused)
{
    private readonly List<ApiRoute> _routes = [];

    /// <summary>Every route mapped, with the action its caller must be allowed.</summary>
    public IReadOnlyList<ApiRoute> Routes => _routes;

    public void Get(string path, string action, Func<ApiCall, CancellationToken, ValueTask<ApiAnswer>> handler) => Map("GET", path, action, handler);

    public void Post(string path, string action, Func<ApiCall, CancellationToken, ValueTask<ApiAnswer>> handler) => Map("POST", path, action, handler);

    public void Patch(string path, string action, Func<ApiCall, CancellationToken, ValueTask<ApiAnswer>> handler) => Map("PATCH", path, action, handler);

    public void Delete(string path, string action, Func<ApiCall, CancellationToken, ValueTask<ApiAnswer>> handler) => Map("DELETE", path, action, handler);

    private void Map(string method, string path, string action, Func<ApiCall, CancellationToken, ValueTask<ApiAnswer>> handler)
    {
        _routes.Add(new ApiRoute(method, path, action));
        routes.MapMethods(path, [method], context => HandleAsync(context, action, handler));
    }

    private async Task HandleAsync(HttpContext context, string action, Func<ApiCall, CancellationToken, ValueTask<ApiAnswer>> handler)
    {
        var requestId = context.TraceIdentifier;
        var called = RequestAuthenticator.IsSigned(context) ? await SignedAsync(context, action) : await sessions.FindAsync(context);
        if (called is null)
        {
            await ApiErrors.WriteAsync(context, requestId, 403, "UNAUTHENTICATED", "Sign the request with SigV4 for aws-marketplace, or send a session's cookie and its form token.");
            return;
        }

        var refusal = Authorization.Check(called.Caller, action, "*");
        var answer = refusal is null ? await handler(called, context.RequestAborted) : new ApiAnswer(null, refusal);
        if (answer.Problem is { Kind: ProblemKind.Forbidden } denied)
            await refused.RecordAsync(new RefusedCall(called.Caller, AuditSources.OfOwn(called.Caller.AccessKeyId), action, requestId, context.Connection.RemoteIpAddress, denied.Code, denied.Message));
        if (answer.Problem is { } problem) await ApiErrors.WriteAsync(context, requestId, problem, answer.Status, answer.Problems);
        else await WriteAsync(context, answer);
    }

    private async Task<ApiCall?> SignedAsync(HttpContext context, string action) =>
        await authenticator.AuthenticateAsync(context, "aws-marketplace", action, context.RequestAborted) is Authentication.Accepted accepted
            ? new ApiCall((Caller)accepted.Key.Principal, accepted.Body, context.Request)
            : null;

    private static async Task WriteAsync(HttpContext context, ApiAnswer answer)
    {
        context.Response.StatusCode = answer.Status ?? StatusCodes.Status200OK;
        if (answer.ETag is { } tag) context.Response.Headers.ETag = tag;
        context.Response.ContentType = "application/json";
        using (var json = new Utf8JsonWriter(context.Response.BodyWriter)) answer.Document!(json);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}

/// <summary>A route of the own API and the action it asks for.</summary>
internal sealed record ApiRoute(string Method, string Path, string Action);
