using System.Net;
using System.Text.RegularExpressions;

namespace Guildhall.Benchmarks.Servers;

/// <summary>Somebody signed in, on one kept connection, who opens pages and sends forms as a browser without script does.</summary>
internal sealed partial class PageVisitor : IDisposable
{
    private readonly HttpClient _http;

    private PageVisitor(string url) => _http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), MaxConnectionsPerServer = 1 }) { BaseAddress = new Uri(url) };

    /// <summary>Answers that were neither good nor a redirection.</summary>
    public int Errors { get; private set; }

    public static async Task<PageVisitor> SignInAsync(string url, string email, string password)
    {
        var visitor = new PageVisitor(url);
        await visitor.PostAsync("/sign-in", "/sign-in", ("email", email), ("password", password));
        return visitor;
    }

    /// <summary>The page as it came.</summary>
    public async Task<string> GetAsync(string path) => await ReadAsync(await _http.GetAsync(path));

    /// <summary>Opens a page for its token and key, then posts fields.</summary>
    public async Task<string> PostAsync(string page, string action, params (string Name, string Value)[] fields) => await PostAsync(await FormAsync(page), action, fields);

    public async Task<(string Name, string Value)[]> FormAsync(string page) =>
        [.. Hidden().Matches(await GetAsync(page)).Take(2).Select(m => (m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)))];

    public async Task<string> PostAsync((string Name, string Value)[] form, string action, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(form.Concat(fields).Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await ReadAsync(await _http.PostAsync(action, content));
    }

    public void Dispose() => _http.Dispose();

    private async Task<string> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            if (!response.IsSuccessStatusCode) Errors++;
            return await response.Content.ReadAsStringAsync();
        }
    }

    [GeneratedRegex("name=\"(form-token|form-key)\" value=\"([^\"]+)\"")]
    private static partial Regex Hidden();
}
