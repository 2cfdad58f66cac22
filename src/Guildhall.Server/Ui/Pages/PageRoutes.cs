namespace Guildhall.Server.Ui.Pages;

/// <summary>Answers a request for a page.</summary>
internal delegate ValueTask<PageAnswer> PageHandler(PageCall call, CancellationToken cancellation);

/// <summary>
/// The map of all pages. Every page is mapped here, so that none escapes the session, the policy, and for posts the form token. Tests walk the list.
/// </summary>
internal sealed class PageRoutes(IEndpointRouteBuilder routes, PageDoor door)
{
    private readonly List<PageRoute> _all = [];

    public IReadOnlyList<PageRoute> All => _all;

    /// <summary>A page to look at. <paramref name="action"/> is what the caller's policies must allow; null asks only for a session.</summary>
    public void Get(string path, string? action, PageHandler handler)
    {
        _all.Add(new PageRoute("GET", path, action));
        routes.MapMethods(path, ["GET", "HEAD"], context => door.OpenAsync(context, action, handler));
    }

    /// <summary>What answers where no page is.</summary>
    public void Fallback(PageHandler handler) => routes.MapFallback(context => door.OpenAsync(context, null, handler));

    /// <summary>A form of a page. It changes something and answers 303, or shows the page again with what was wrong.</summary>
    public void Post(string path, string? action, PageHandler handler)
    {
        _all.Add(new PageRoute("POST", path, action));
        routes.MapMethods(path, ["POST"], context => door.OpenAsync(context, action, handler));
    }
}

/// <summary>A page and the action it asks for.</summary>
internal sealed record PageRoute(string Method, string Path, string? Action);
