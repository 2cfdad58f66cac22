using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.Server.Ui.Console.Products;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary><c>/admin</c> and <c>/admin/settings</c>: <b>Manage</b> and its <b>Settings</b>; and the vendors, <c>/admin/settings/vendors</c>. M-33; vendor-integration.md 2.</summary>
internal sealed class ManagePages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(VendorAddresses.Manage, LinkReach.Read, (_, _) => ValueTask.FromResult<PageAnswer>(PageAnswer.Console<CardsView>("Manage", Top)));
        pages.Get(VendorAddresses.Settings, LinkReach.Read, (_, _) => ValueTask.FromResult<PageAnswer>(PageAnswer.Console<CardsView>("Settings", Settings, [.. VendorAddresses.AboveList.Take(2)])));
        pages.Get(VendorAddresses.Vendors, LinkReach.Read, VendorsAsync);
    }

    private static Cards Top { get; } = new("Manage", [
        new("marketplace", "Marketplace", [
            new("Settings", VendorAddresses.Settings, "Vendor Integration: the AWS organizations that accounts are sold from."),
            new("Users and keys", "/console/users", "Who signs in, what they may do, and the keys of programs."),
            new("Audit trail", "/console/audit", "Who did what, and when."),
        ]),
    ]);

    private static Cards Settings { get; } = new("Settings", [
        new("products", "Products", [new("AWS account", AccountProductPages.Address, "How accounts are sold: who may order one, where it is made, and what buyers are asked.")]),
        new("vendors", "Integrations", [new("Vendor Integration", VendorAddresses.Vendors, "Link accounts of Amazon Web Services; member accounts are made under them.")]),
    ]);

    private async ValueTask<PageAnswer> VendorsAsync(PageCall call, CancellationToken cancellation)
    {
        var links = (await guildhall.Links.ListAsync(call.Caller, cancellation)).Where(l => l.State != LinkStates.Removed).ToList();
        return PageAnswer.Console<VendorsView>("Vendor Integration", new VendorCard(links, LinkReach.MayManage(call.Caller)), [.. VendorAddresses.AboveList.Take(3)]);
    }
}

/// <summary>Groups of pages to choose from.</summary>
public sealed record Cards(string Title, ImmutableArray<CardGroup> Groups);

/// <summary>Pages that belong together.</summary>
public sealed record CardGroup(string Id, string Title, ImmutableArray<CardLink> Links);

/// <summary>A page to choose.</summary>
public sealed record CardLink(string Title, string Url, string Text);

/// <summary>What the card of Amazon Web Services says. vendor-integration.md 2.1.</summary>
public sealed record VendorCard(IReadOnlyList<LinkedOrganization> Links, bool Manages)
{
    public LinkedOrganization? Default => Links.FirstOrDefault(l => l.Default);

    /// <summary>When AWS last delivered something new of any of their billing reports.</summary>
    public DateTimeOffset? LastReport => Links.Max(l => l.LastReport);

    public bool Simulated => Links.Count > 0 && Links.All(l => l.Simulated);

    public IReadOnlyList<LinkedOrganization> Troubled => [.. Links.Where(l => l.NeedsAttention)];
}
