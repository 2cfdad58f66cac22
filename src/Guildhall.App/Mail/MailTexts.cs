using System.Text;
using System.Text.Json.Nodes;

namespace Guildhall.App.Mail;

/// <summary>What a mail about an event says: in words what happened, to what, when; and where to look.</summary>
internal static class MailTexts
{
    private const int LongestSubject = 150;

    /// <summary>What a reader knows a thing by, the best first.</summary>
    private static readonly string[] Names = ["ChangeSetName", "name", "account", "accountId", "orderId"];

    /// <param name="body">The event.</param>
    public static string Subject(JsonNode body)
    {
        var (type, detail) = (Text(body["detail-type"]), body["detail"]);
        string[] names = [Text(Member(Member(detail, "product"), "title")), .. Names.Select(name => Text(Member(detail, name)))];
        var what = names.FirstOrDefault(text => text.Length > 0) ?? "";
        if (Text(Member(detail, "reached")) is { Length: > 0 } reached) what = $"{what}, {reached}";
        return Line(what.Length == 0 ? type : $"{type}: {what}");
    }

    /// <param name="body">The event.</param>
    /// <param name="organization">What it is called.</param>
    /// <param name="site">The address that browsers use; null when it is not known.</param>
    public static string Text(JsonNode body, string organization, Uri? site)
    {
        var text = new StringBuilder();
        text.AppendLine(Subject(body)).AppendLine();
        text.AppendLine($"Organization: {organization}");
        text.AppendLine($"Account: {Text(body["account"])}");
        text.AppendLine($"Time: {Text(body["time"])}");
        Tell(text, "", body["detail"]);
        if (Address(body, site) is { } address) text.AppendLine().AppendLine(address);
        text.AppendLine().AppendLine($"Event {Text(body["id"])}. Sent by Guildhall to those whom Administration > Notifications names.");
        return text.ToString();
    }

    /// <summary>One line without controls.</summary>
    public static string Line(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
        return line.Length <= LongestSubject ? line : string.Concat(line.AsSpan(0, LongestSubject - 1), "…");
    }

    private static void Tell(StringBuilder text, string name, JsonNode? node)
    {
        if (node is JsonObject members)
        {
            foreach (var (member, value) in members) Tell(text, name.Length == 0 ? member : $"{name} {member}", value);
        }
        else if (node is JsonValue && Text(node) is { Length: > 0 } value)
        {
            text.AppendLine($"{name}: {Line(value)}");
        }
    }

    private static string? Address(JsonNode body, Uri? site)
    {
        if (site is null) return null;
        var detail = body["detail"];
        var path = Text(Member(detail, "productProcurementRequestId")) is { Length: > 0 } request ? $"/console/requests/{request}"
            : Text(Member(detail, "ChangeSetId")) is { Length: > 0 } set ? $"/console/change-sets/{set}"
            : Text(Member(detail, "exitId")) is { Length: > 0 } exit ? $"/spend/products/exits/{exit}"
            : Text(Member(detail, "budgetId")) is { Length: > 0 } budget ? $"/spend/budgets/{budget}"
            : null;
        return path is null ? null : new Uri(site, path).AbsoluteUri;
    }

    /// <summary>A member of an object; null for what is none.</summary>
    internal static JsonNode? Member(JsonNode? node, string name) => (node as JsonObject)?[name];

    /// <summary>A value as text; empty for what is none.</summary>
    internal static string Text(JsonNode? node) => node is JsonValue value ? value.ToString() : "";
}
