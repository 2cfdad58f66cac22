using System.Net;
using System.Text.RegularExpressions;

namespace Guildhall.Tests.Server.Ui.Storefront;

/// <summary>A form of a page as a browser without script sends it: its hidden fields, and what somebody types.</summary>
public sealed partial record PageForm(string Action, IReadOnlyList<(string Name, string Value)> Hidden)
{
    /// <summary>The form of a page that is sent to an address.</summary>
    public static PageForm In(string html, string action)
    {
        var from = html.IndexOf($"<form method=\"post\" action=\"{action}\"", StringComparison.Ordinal);
        Assert.True(from >= 0, $"no form for {action}: {html}");
        var form = html[from..html.IndexOf("</form>", from, StringComparison.Ordinal)];
        return new PageForm(action, [.. Field().Matches(form).Select(m => (WebUtility.HtmlDecode(m.Groups[1].Value), WebUtility.HtmlDecode(m.Groups[2].Value)))]);
    }

    /// <summary>What a hidden field has.</summary>
    public string this[string name] => Hidden.First(f => f.Name == name).Value;

    /// <summary>The fields with others added; a field named anew takes the place of the hidden one.</summary>
    public PageForm With(params (string Name, string Value)[] typed) => this with { Hidden = [.. Hidden.Where(h => typed.All(t => t.Name != h.Name)), .. typed] };

    public Task<(HttpResponseMessage Response, string Html)> SendAsync(Reader who) => who.Visitor.SendAsync(Action, Hidden);

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Field();
}
