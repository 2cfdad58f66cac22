using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Notifications;

/// <summary>Where the pages of webhooks are.</summary>
internal static class WebhookAddresses
{
    public const string List = "/console/notifications";
    public const string New = List + "/webhooks/new";
    public const string One = List + "/webhooks/{id}";

    public static Crumb Above { get; } = new("Notifications", List);

    public static string Of(string id) => $"{List}/webhooks/{id}";
}
