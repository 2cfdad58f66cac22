using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary>Where the pages of linking are, and the way to them: <b>Manage</b>, <b>Marketplace</b>, <b>Settings</b>, <b>Vendor Integration</b>. M-33; vendor-integration.md 2.</summary>
internal static class VendorAddresses
{
    public const string Manage = "/admin";
    public const string Settings = "/admin/settings";
    public const string Vendors = "/admin/settings/vendors";
    public const string List = "/admin/settings/vendors/aws/organizations";
    public const string One = List + "/{id}";

    /// <summary>The pages above the list of organizations.</summary>
    public static IReadOnlyList<Crumb> AboveList { get; } =
        [new("Manage", Manage), new("Marketplace", Manage + "#marketplace"), new("Settings", Settings), new("Vendor Integration", Vendors), new("Amazon Web Services", Vendors + "#aws")];

    public static string Of(string link) => $"{List}/{link}";

    /// <summary>The pages above one below the list.</summary>
    public static Crumb[] Above(params ReadOnlySpan<Crumb> between) => [.. AboveList, new("Organizations", List), .. between];
}
