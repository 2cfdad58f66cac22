using Guildhall.Wire.Signing;
using Microsoft.AspNetCore.Http;

namespace Guildhall.Wire.Dispatch;

/// <summary>What a request asks for, seen from its raw target and headers alone (exemplars.md 5.8).</summary>
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

    /// <summary>A form or an <c>Action</c> at the root: perhaps the Query protocol, perhaps a page's form.</summary>
    public sealed record Form(bool Signed) : RequestRoute;

    /// <summary>An AWS call of something that is not here.</summary>
    public sealed record Unknown(Protocol Protocol) : RequestRoute;

    /// <summary>Routes on the raw path, normalised by the method that the signature uses; never on the decoded one.</summary>
    public static RequestRoute Of(HttpContext context, OperationTable table, DispatchOptions options)
    {
        var request = RawRequest.Of(context);
        var whole = RawPath.Normalize(request.Path);
        foreach (var other in options.OtherPaths)
            if (whole.StartsWith(other))
                return new Elsewhere();
        var path = WithoutPrefix(whole, options.Prefix);
        if (request.Headers.TryGetValue("X-Amz-Target", out var target))
            return path is "/" && HttpMethods.IsPost(request.Method) && table.FindTarget(target.ToString()) is { } named
                ? new Known(named)
                : new Unknown(Protocol.AwsJson);
        if (table.AtPath(path) is { } methods)
            return methods.TryGetValue(request.Method, out var operation) ? new Known(operation) : new OtherMethod(methods.Keys);
        var signed = RawRequest.IsSigned(request);
        if (path is "/" && (PresignedQuery.Names(request.Query, "Action") || IsForm(context.Request)))
            return new Form(signed);
        return signed ? new Unknown(Protocol.RestJson) : new Elsewhere();
    }

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
