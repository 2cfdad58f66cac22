using System.Security.Claims;
using Guildhall.App;
using Guildhall.App.People;

namespace Guildhall.Server.Ui.Pages;

/// <summary>Who is behind a request, by its session cookie. Pages and the own API ask the same.</summary>
internal sealed class Visitors(Installation guildhall)
{
    /// <summary>The browsers a person has signed in with: strangers' failures do not make them wait (security.md S-34).</summary>
    private static readonly SealedCookie Known = new("guildhall-known", TimeSpan.FromDays(90));

    /// <summary>The session of the request's cookie, or null. From here on form tokens are those of the session.</summary>
    public async Task<Session?> FindAsync(HttpContext context)
    {
        if (SessionCookie.Read(context) is not { Length: > 0 } token || await guildhall.Sessions.FindAsync(token, context.RequestAborted) is not { } session) return null;
        Identify(context, session);
        return session;
    }

    /// <summary>Gives the browser a session's new token; null when the session has ended.</summary>
    public async Task<Session?> TakeAsync(HttpContext context, string? token)
    {
        if (token is null || await guildhall.Sessions.FindAsync(token, context.RequestAborted) is not { } session) return null;
        SessionCookie.Write(context, token);
        Identify(context, session);
        return session;
    }

    /// <summary>The browser is the person's own from now on.</summary>
    public static void Remember(HttpContext context, Person person) => Known.Write(context, person.BrowserMark);

    /// <summary>The mark of whoever signed in last in this browser; null in one that is not known.</summary>
    public static string? MarkIn(HttpContext context) => Known.Read(context);

    public static Visit VisitOf(HttpContext context) =>
        new(context.TraceIdentifier, context.Connection.RemoteIpAddress?.ToString() ?? "", context.Request.Headers.UserAgent.ToString(), Known.Read(context));

    private static void Identify(HttpContext context, Session session) =>
        context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, session.Id)], "session"));
}
