using Microsoft.AspNetCore.Http;

namespace Guildhall.Wire.Signing;

/// <summary>Signs each request of an <see cref="HttpClient"/>: host, content type and every <c>x-amz-…</c> header.</summary>
/// <param name="credentials">Asked on each request.</param>
/// <param name="region">The region of the scope.</param>
/// <param name="service">The signing name of the scope.</param>
/// <param name="time">The client's clock.</param>
public sealed class SigningHandler(CredentialsSource credentials, string region, string service, TimeProvider time) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await SignAsync(request, await credentials(cancellationToken), cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task SignAsync(HttpRequestMessage request, SigningCredentials key, CancellationToken cancellation)
    {
        var date = time.GetUtcNow();
        var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellation) : [];
        var uri = request.RequestUri!;
        var host = request.Headers.Host ?? (uri.IsDefaultPort ? uri.IdnHost : uri.IdnHost + ":" + uri.Port);
        Set(request, "X-Amz-Date", AmzDate.Format(date));
        if (key.SessionToken is { } token)
            Set(request, "X-Amz-Security-Token", token);
        var headers = new HeaderDictionary { ["Host"] = host };
        foreach (var (name, values) in request.Headers.NonValidated)
            if (name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase))
                headers[name] = values.ToArray();
        if (request.Content?.Headers.ContentType is { } type)
            headers["Content-Type"] = type.ToString();
        Set(request, "Authorization", RequestSigner.Authorize(
            new(request.Method.Method, uri.PathAndQuery, headers), body, key, region, service, date));
    }

    // A retry passes here again: what was signed before is replaced.
    private static void Set(HttpRequestMessage request, string name, string value)
    {
        request.Headers.Remove(name);
        request.Headers.TryAddWithoutValidation(name, value);
    }
}
