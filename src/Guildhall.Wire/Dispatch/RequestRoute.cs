using Guildhall.Wire.Signing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Guildhall.Wire.Dispatch;

/// <summary>What a request asks for, seen from its target and headers alone.</summary>
internal abstract record RequestRoute
{
    private RequestRoute()
    {
    }

    /// <summary>Not for the AWS protocols: pages, the server's own API.</summary>
    public sealed record Elsewhere : RequestRoute;

    /// <summary>This operation.</summary>
    public sealed record Known(Operation Operation) : RequestRoute;

    /// <summary>The path of a rest-json operation, by another method.</summary>
    public sealed record OtherMethod(IEnumerable<string> Allowed) : RequestRoute;

    /// <summary>The Query protocol: which operation stands in the form.</summary>
    public sealed record Form(bool Signed) : RequestRoute;

    /// <summary>An AWS call of something that is not here.</summary>
    public sealed record Unknown(Protocol Protocol) : RequestRoute;

    /// <summary>Routes on the raw path, normalised by the method the signature uses; never on the decoded one.</summary>
    public static RequestRoute Of(HttpContext context, OperationTable table, DispatchOptions options)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var signable = new SignableRequest(context.Request.Method, target, context.Request.Headers);
        var path = RawPath.Normalize(signable.Path);
        if (options.OtherPaths.Any(other => RawPath.Normalize(new SignableRequest("", target, signable.Headers).Path).StartsWith(other)))
            return new Elsewhere();
        path = WithoutPrefix(path, options.Prefix);
        if (context.Request.Headers.TryGetValue("X-Amz-Target", out var operation))
            return path is "/" && HttpMethods.IsPost(context.Request.Method) && table.FindTarget(operation.ToString()) is { } found
                ? new Known(found)
                : new Unknown(Protocol.AwsJson);
        if (table.AtPath(path) is { } methods)
            return methods.TryGetValue(context.Request.Method, out var rest) ? new Known(rest) : new OtherMethod(methods.Keys);
        var signed = IsSigned(context);
        if (path is "/" && (PresignedQuery.Names(signable.Query, "Action") || IsForm(context.Request)))
            return new Form(signed);
        return signed ? new Unknown(Protocol.RestJson) : new Elsewhere();
    }

    public static bool IsSigned(HttpContext context) =>
        context.Request.Headers.Authorization is [{ } authorization, ..] && authorization.StartsWith("AWS", StringComparison.Ordinal)
        || context.Request.QueryString.HasValue && PresignedQuery.Names(context.Request.QueryString.Value.AsSpan(1), "X-Amz-Algorithm");

    private static bool IsForm(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    private static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> path, string prefix)
    {
        if (!path.StartsWith(prefix))
            return path;
        var rest = path[prefix.Length..];
        return rest.IsEmpty ? "/" : rest[0] == '/' ? rest : path;
    }
}
