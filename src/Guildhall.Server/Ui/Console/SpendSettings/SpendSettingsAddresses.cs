using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.SpendSettings;

/// <summary>Where billing settings are seen.</summary>
internal static class SpendSettingsAddresses
{
    public const string List = "/spend/settings";
    public const string One = List + "/{id}";

    public static Crumb Above { get; } = new("Billing settings", List);

    /// <param name="tenant">The organization's id.</param>
    public static string Of(string tenant) => $"{List}/{Uri.EscapeDataString(tenant)}";
}
