using System.Collections.Immutable;
using System.Net;
using Guildhall.App.Cloud.Outbound;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Delivery;

namespace Guildhall.App.Webhooks;

/// <summary>A webhook as somebody asks for it.</summary>
/// <param name="Url">Where events are sent.</param>
public sealed record WebhookForm(string Name, string Url, EventChoice Choice)
{
    private const int LongestName = 64;
    private const int LongestUrl = 2_000;

    /// <summary>A webhook as it could have been asked for.</summary>
    public static WebhookForm Of(WebhookView webhook) => new(webhook.Name, webhook.Url, webhook.Choice);

    /// <summary>Everything wrong with it; members are called as in the own API.</summary>
    /// <param name="ways">What the operator allows: an address on a page never can (S-51).</param>
    internal ImmutableArray<Problem> Faults(OutboundSettings ways)
    {
        Problem?[] found =
        [
            Name.Length is > 0 and <= LongestName && !Name.Any(char.IsControl) ? null : Problem.Malformed($"The name must have 1 to {LongestName} characters.", "name"),
            UrlFault(ways) is { } sentence ? Problem.Malformed(sentence, "url") : null,
            Choice.Fault("events"),
        ];
        return [.. found.OfType<Problem>()];
    }

    internal static WebhookForm Of(WebhookRow row) => new(row.Name, row.Url, WebhookViews.ChoiceOf(row));

    internal void Write(WebhookRow row) =>
        (row.Name, row.Url, row.Types, row.ExperienceId) = (Name, Url, string.Join('\n', Choice.Types), Choice.Experience);

    private string? UrlFault(OutboundSettings ways)
    {
        if (Url.Length > LongestUrl || !Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")) return $"Enter a whole address that begins with https://, of at most {LongestUrl:N0} characters.";
        if (url.UserInfo.Length > 0) return "The address must not hold a user name: the signature proves who calls.";
        if (url.Fragment.Length > 0) return "The address must not have a part after #.";
        if (url.Scheme == "http" && !ways.TakesPlain(url)) return "The address must begin with https://.";
        // What a name resolves to is looked at with each delivery.
        return IPAddress.TryParse(url.IdnHost, out var address) && !ways.PrivateHosts.Contains(url.IdnHost) && AddressGuard.Refusal(address) is { } why
            ? $"The address {url.IdnHost} {why}; only a host that the operator listed may be there."
            : null;
    }
}
