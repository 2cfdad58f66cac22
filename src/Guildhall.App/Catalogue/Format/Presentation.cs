using System.Text.Json;

namespace Guildhall.App.Catalogue.Format;

/// <summary>What the page of a product or listing shows beside its texts, in the words and limits of Discovery. storefront-and-procurement.md A.5.</summary>
internal static class Presentation
{
    private static readonly Rule Text = new TextRule(0, 255);
    private static readonly Rule Line = new TextRule(1, 1_024);
    private static readonly Rule Url = new UrlRule();

    private static readonly Shape Image = new(new("title", Line, Required: true), new("url", Url, Required: true), new("description", Text));

    private static readonly Shape Video = new(
        new("title", Line, Required: true),
        new("url", Url, Required: true),
        new("preview", Url, Required: true),
        new("thumbnail", Url, Required: true),
        new("description", Text));

    private static readonly Shape Resource = new(
        new("resourceType", new WordRule("MANUFACTURER_SUPPORT", "MANUFACTURER_INSTRUCTIONS"), Required: true),
        new("contentType", new WordRule("EMAIL", "PHONE_NUMBER", "LINK", "OTHER"), Required: true),
        new("value", Line, Required: true),
        new("displayName", Text));

    private static readonly Shape Engagement = new(
        new("engagementType", new WordRule("REQUEST_FOR_PRIVATE_OFFER", "REQUEST_FOR_DEMO"), Required: true),
        new("contentType", new WordRule("LINK"), Required: true),
        new("value", Line, Required: true));

    private static readonly Shape UseCase = new(
        new("value", Line, Required: true),
        new("displayName", Line, Required: true),
        new("description", Line, Required: true));

    public static Member[] Members { get; } =
    [
        new("shortDescription", Line),
        new("longDescription", new TextRule(1, TextRule.Longest)),
        new("categories", new ListRule(RecordIds.Rule, 30)),
        new("highlights", new ListRule(Line, 10)),
        new("logoUrl", Url),
        new("promotionalMedia", new ListRule(new UnionRule(("embeddedImage", Image), ("embeddedVideo", Video)), 100)),
        new("resources", new ListRule(Resource, 100)),
        new("sellerEngagements", new ListRule(Engagement, 100)),
        new("useCases", new ListRule(new Shape(new Member("useCase", UseCase, Required: true)), 100)),
        new("integrationGuide", Text),
        new("rating", new Shape(
            new("average", new NumberRule(0, 5, whole: false), Required: true),
            new("count", new NumberRule(0, 10_000_000, whole: true), Required: true))),
    ];
}

/// <summary>An object with exactly one of some members.</summary>
internal sealed class UnionRule(params (string Name, Rule Rule)[] cases) : Rule
{
    public override void Check(JsonElement value, Findings findings)
    {
        if (!Is(value, JsonValueKind.Object, "an object", findings)) return;
        var member = value.GetPropertyCount() == 1 ? value.EnumerateObject().First() : default;
        if (member.Value.ValueKind == JsonValueKind.Undefined || Array.Find(cases, c => c.Name == member.Name) is not { Rule: { } rule })
        {
            findings.Add($"must have exactly one member out of {string.Join(", ", cases.Select(c => c.Name))}.");
            return;
        }

        findings.Enter(member.Name);
        rule.Check(member.Value, findings);
        findings.Leave();
    }
}
