using System.Text.Json;
using System.Xml.Linq;

namespace Guildhall.Tests.SimulatedAws;

/// <summary>What the simulated AWS answered.</summary>
internal sealed record CloudReply(int Status, string? ContentType, string? ErrorType, string Body)
{
    public byte[] Bytes { get; init; } = [];

    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>The error's name, and its reason after a slash where it has one; null for a success.</summary>
    public string? Error => Status == 200 ? null : ContentType == "text/xml" ? Xml("Code") : JsonError();

    public string Message => ContentType == "text/xml" ? Xml("Message") : Json.GetProperty("Message").GetString()!;

    /// <summary>The text of the first element of this name.</summary>
    public string Xml(string name) => Elements(name).First();

    public IEnumerable<string> Elements(string name) =>
        XDocument.Parse(Body).Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value);

    /// <summary>The reply itself, after making sure that it is a success.</summary>
    public CloudReply Ok()
    {
        Assert.True(Status == 200, $"{Status} {Body}");
        return this;
    }

    private string JsonError()
    {
        var name = Json.GetProperty("__type").GetString();
        Assert.Equal(name, ErrorType);
        return Json.TryGetProperty("Reason", out var reason) ? $"{name}/{reason.GetString()}" : name!;
    }
}
