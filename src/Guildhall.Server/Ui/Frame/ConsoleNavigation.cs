using System.Collections.Immutable;
using Guildhall.App.Linking;
using Guildhall.App.Vending;
using Guildhall.Server.Ui.Console.Agreements;
using Guildhall.Server.Ui.Console.Budgets;
using Guildhall.Server.Ui.Console.Notifications;
using Guildhall.Server.Ui.Console.PriceRules;
using Guildhall.Server.Ui.Console.Products;
using Guildhall.Server.Ui.Console.Spend;
using Guildhall.Server.Ui.Console.SpendSettings;
using Guildhall.Server.Ui.Console.Statements;
using Guildhall.Server.Ui.Console.UsageRuns;
using Guildhall.Server.Ui.Console.Vendors;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Frame;

/// <summary>A page of the side navigation.</summary>
internal sealed record NavigationItem(string Title, string Url, int Count = 0)
{
    /// <summary>Whether the pages below it have items of their own.</summary>
    public bool Exact { get; init; }

    /// <summary>Whether the page shown is this one or one below it.</summary>
    public bool IsCurrent(string path) => path == Url || (Url != "/console" && !Exact && path.StartsWith(Url + "/", StringComparison.Ordinal));
}

/// <summary>A group of the side navigation. design/ui.md 3.</summary>
internal sealed record NavigationGroup(string Title, ImmutableArray<NavigationItem> Items);

/// <summary>The side navigation of the console.</summary>
internal static class ConsoleNavigation
{
    public static IEnumerable<NavigationGroup> Of(PageFrame frame)
    {
        if (ManageItems(frame) is { IsEmpty: false } items) yield return new NavigationGroup("Manage", items);
        if (frame.Call is { } spender && SpendDoor.ReachOf(spender) is not null) yield return new NavigationGroup("Spend", Spend);
        // A marketplace manager of a new installation has no private marketplace yet.
        if (frame.Call is { Administers: false } && (frame.Path.StartsWith(VendorAddresses.Manage, StringComparison.Ordinal) || frame.Path.StartsWith(SpendAddresses.Overview, StringComparison.Ordinal))) yield break;
        yield return new NavigationGroup("Private marketplace",
        [
            new("Dashboard", "/console"),
            new("Experiences", "/console/experiences"),
            new("Organization structure", "/console/organization"),
            new("Audiences", "/console/audiences"),
            new("Approval requests", "/console/requests", frame.PendingRequests),
            new("Agreements", AgreementAddresses.List),
            new("Bulk add/remove products", "/console/bulk"),
            new("Change sets", "/console/change-sets"),
            new("Settings", "/console/settings"),
        ]);
        yield return new NavigationGroup("Administration",
        [
            new("Users and keys", "/console/users"),
            new("Notifications", WebhookAddresses.List),
            new("Audit trail", "/console/audit"),
        ]);
    }

    private static ImmutableArray<NavigationItem> Spend { get; } =
    [
        new("Overview", SpendAddresses.Overview) { Exact = true },
        new("Products in the bill", SpendAddresses.Products),
        new("Statements", StatementAddresses.List),
        new("Budgets", BudgetAddresses.List),
        new("Price rules", PriceAddresses.List),
        new("Usage runs", UsageRunAddresses.List),
        new("Billing settings", SpendSettingsAddresses.List),
    ];

    private static NavigationItem[] Products(PageCall call) =>
        call.Caller.MarketplaceManager && LinkReach.MayManage(call.Caller) ? [new("AWS account", AccountProductPages.Address)] : [];

    private static ImmutableArray<NavigationItem> ManageItems(PageFrame frame)
    {
        NavigationItem[] links = frame.Call is { } call && LinkReach.MayRead(call.Caller)
            ? [new("Marketplace", VendorAddresses.Settings) { Exact = true }, new("Vendor Integration", VendorAddresses.Vendors), .. Products(call)]
            : [];
        return AccountReading.IsAllowed(frame) ? [.. links, new("Accounts", "/admin/accounts")] : [.. links];
    }
}

/// <summary>Who is shown the way to AWS accounts.</summary>
internal static class AccountReading
{
    public static bool IsAllowed(PageFrame frame) => frame.Call is { } call && call.May(OrderQueries.Action);
}
