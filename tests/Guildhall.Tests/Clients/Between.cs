using Guildhall.Tests.Server;

namespace Guildhall.Tests.Clients;

/// <summary>What stands between a client and a <see cref="RunningHall"/>: passes on what is signed, as it is, and counts it; changes requests and sees answers when told to.</summary>
internal sealed class Between : IAsyncDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private readonly WebApplication _app;
    private int _count;

    private Between(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    /// <summary>The requests that came.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>What it makes of a request.</summary>
    public Action<Passed> Change { get; set; } = _ => { };

    /// <summary>Called with each answer before it is passed on.</summary>
    public Action<int, string> Answered { get; set; } = (_, _) => { };

    public static async Task<Between> StartAsync(RunningHall hall)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var between = new Between(app);
        app.Run(context => between.PassAsync(hall.Url, context));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return between;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task PassAsync(string to, HttpContext context)
    {
        Interlocked.Increment(ref _count);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var passed = new Passed(body.ToArray(), context.Request.Headers.Authorization.ToString());
        Change(passed);
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), to + context.Request.Path + context.Request.QueryString) { Content = new ByteArrayContent(passed.Body) };
        foreach (var (name, value) in context.Request.Headers)
        {
            if (name is not ("Authorization" or "Content-Length" or "Expect" or "Connection") && !request.Headers.TryAddWithoutValidation(name, value.ToArray())) request.Content.Headers.TryAddWithoutValidation(name, value.ToArray());
        }

        if (passed.Authorization.Length > 0) request.Headers.TryAddWithoutValidation("Authorization", passed.Authorization);
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsByteArrayAsync();
        Answered((int)answer.StatusCode, System.Text.Encoding.UTF8.GetString(text));
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (name is not ("Transfer-Encoding" or "Content-Length")) context.Response.Headers[name] = values.ToArray();
        }

        context.Response.ContentLength = text.Length;
        await context.Response.Body.WriteAsync(text);
    }
}

/// <summary>A request on its way.</summary>
internal sealed class Passed(byte[] body, string authorization)
{
    public byte[] Body { get; set; } = body;

    public string Authorization { get; set; } = authorization;
}
