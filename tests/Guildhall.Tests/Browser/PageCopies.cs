using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Guildhall.Tests.Browser;

/// <summary>What a browser was answered, answered once more from memory by a server that does nothing else.</summary>
internal sealed class PageCopies : IAsyncDisposable
{
    private static readonly string[] Kept = ["content-type", "cache-control", "content-security-policy"];

    private readonly ConcurrentDictionary<string, (Dictionary<string, string> Headers, byte[] Body)> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Task> _reading = [];
    private readonly WebApplication _server;

    private PageCopies(WebApplication server) => _server = server;

    /// <summary>The address of the copies, without a slash at its end.</summary>
    public string Url => _server.Urls.First();

    public static async Task<PageCopies> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var copies = new PageCopies(builder.Build());
        copies._server.Run(copies.AnswerAsync);
        await copies._server.StartAsync(TestContext.Current.CancellationToken);
        return copies;
    }

    /// <summary>Keeps what is answered while the given is done.</summary>
    public async Task RecordAsync(IPage page, Func<Task> visits)
    {
        page.Response += Keep;
        await visits();
        page.Response -= Keep;
        await Task.WhenAll(_reading);
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private void Keep(object? sender, IResponse response)
    {
        if (response.Request.Method == "GET" && response.Status == 200) _reading.Add(KeepAsync(response));
    }

    private async Task KeepAsync(IResponse response)
    {
        var headers = response.Headers.Where(h => Kept.Contains(h.Key)).ToDictionary(StringComparer.Ordinal);
        _answers[new Uri(response.Url).PathAndQuery] = (headers, await response.BodyAsync());
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (!_answers.TryGetValue(context.Request.Path + context.Request.QueryString, out var answer))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        foreach (var (name, value) in answer.Headers) context.Response.Headers[name] = value;
        context.Response.ContentLength = answer.Body.Length;
        await context.Response.Body.WriteAsync(answer.Body);
    }
}
