using System.Net;
using System.Text.RegularExpressions;

namespace Guildhall.Tests.Server;

/// <summary>A visitor of the pages without a browser: keeps cookies, follows redirects, sends forms with their hidden fields.</summary>
public sealed partial class Browsing : IDisposable
{
    /// <summary>That of everybody whom a test adds.</summary>
    public const string Password = "correct horse battery";

    private readonly HttpClient _http;

    public Browsing(string url, bool followRedirects = true) =>
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = followRedirects, CookieContainer = Cookies }) { BaseAddress = new Uri(url) };

    public CookieContainer Cookies { get; } = new();

    /// <summary>The name in the Host header, when it is not that of the address.</summary>
    public string? Host { init => _http.DefaultRequestHeaders.Host = value; }

    public async Task<(HttpResponseMessage Response, string Html)> GetAsync(string path)
    {
        var response = await _http.GetAsync(path, TestContext.Current.CancellationToken);
        return (response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Opens a page, takes its form token, and posts the fields to <paramref name="action"/>.</summary>
    public async Task<(HttpResponseMessage Response, string Html)> PostAsync(string page, string action, params IEnumerable<(string Name, string Value)> fields)
    {
        var (_, html) = await GetAsync(page);
        return await SendAsync(action, [("form-token", TokenIn(html)), ("form-key", Guid.NewGuid().ToString()), .. fields]);
    }

    /// <summary>As <see cref="PostAsync"/>, with a file in the field <c>file</c>.</summary>
    public async Task<(HttpResponseMessage Response, string Html)> UploadAsync(string page, string action, string name, string text, params IEnumerable<(string Name, string Value)> fields)
    {
        var (_, html) = await GetAsync(page);
        using var form = new MultipartFormDataContent { { new StringContent(text), "file", name } };
        (string, string)[] hidden = [("form-token", TokenIn(html)), ("form-key", Guid.NewGuid().ToString())];
        foreach (var (field, value) in hidden.Concat(fields)) form.Add(new StringContent(value), field);
        var response = await _http.PostAsync(action, form, TestContext.Current.CancellationToken);
        return (response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Posts fields as they are, without a token unless given.</summary>
    public async Task<(HttpResponseMessage Response, string Html)> SendAsync(string action, params IEnumerable<(string Name, string Value)> fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var response = await _http.PostAsync(action, form, TestContext.Current.CancellationToken);
        return (response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<(HttpResponseMessage Response, string Html)> SignInAsync(string email, string password = Password, string back = "/") =>
        await PostAsync("/sign-in?return=" + Uri.EscapeDataString(back), "/sign-in", ("email", email), ("password", password), ("return", back));

    /// <summary>The form token of a page.</summary>
    public static string TokenIn(string html) => WebUtility.HtmlDecode(Token().Match(html).Groups[1].Value);

    /// <summary>The session cookie.</summary>
    public string Cookie => Cookies.GetCookies(_http.BaseAddress!)["guildhall"]!.Value;

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("name=\"form-token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
