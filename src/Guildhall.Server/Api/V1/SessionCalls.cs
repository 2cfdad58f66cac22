using Guildhall.App.People;
using Guildhall.Server.Ui.Pages;
using Microsoft.AspNetCore.Antiforgery;

namespace Guildhall.Server.Api.V1;

/// <summary>
/// Calls of the own API by a page's script: the session's cookie, and for whatever is not a GET the form token in the header <c>X-Form-Token</c>. contract.md 4,
/// security.md S-43.
/// </summary>
internal sealed class SessionCalls(Visitors visitors, IAntiforgery antiforgery, int bodyLimit)
{
    /// <summary>The call; null without a session that has finished signing in, without the token, from another site, or with a body beyond the limit.</summary>
    public async Task<ApiCall?> FindAsync(HttpContext context)
    {
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site") return null;
        if (await visitors.FindAsync(context) is not { Next: SignInStep.None, Caller: { } caller }) return null;
        if (!HttpMethods.IsGet(context.Request.Method) && (context.Request.HasFormContentType || !await antiforgery.IsRequestValidAsync(context))) return null;
        return await BodyAsync(context) is { } body ? new ApiCall(caller, body, context.Request) : null;
    }

    private async Task<byte[]?> BodyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        var buffer = new byte[8_192];
        while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var read)
        {
            if (body.Length + read > bodyLimit) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
