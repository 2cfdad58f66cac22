using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary><c>…/aws/organizations</c>: <b>Organizations</b>. M-35; vendor-integration.md 4.</summary>
internal sealed class LinkListPages(Installation guildhall)
{
    private static readonly string[] Kept = ["state", "region"];

    public void Map(PageRoutes pages)
    {
        pages.Get(VendorAddresses.List, LinkReach.Read, ListAsync);
        pages.Get(VendorAddresses.List + ".csv", LinkReach.Read, CsvAsync);
    }

    private async ValueTask<PageAnswer> ListAsync(PageCall call, CancellationToken cancellation)
    {
        var (query, manages) = (QueryOf(call), LinkReach.MayManage(call.Caller));
        var found = await FindAsync(call, query, cancellation);
        var shown = new List<ListedLink>();
        foreach (var link in found.Take(query)) shown.Add(await OneAsync(link, cancellation));
        var list = new LinkList(query, shown, found.Count)
        {
            Drafts = manages ? await guildhall.LinkDrafts.ListAsync(cancellation) : [],
            Manages = manages,
            Simulated = guildhall.Options.AwsEndpoint is not null,
        };
        return PageAnswer.Console<LinkListView>("Organizations", list, [.. VendorAddresses.AboveList]);
    }

    private async ValueTask<PageAnswer> CsvAsync(PageCall call, CancellationToken cancellation) => CsvFile.Of(
        "organizations",
        ["Name", "Default", "Simulated", "Account ID", "Organization ID", "Region", "API key", "Credentials", "Role", "E-mail pattern", "Accounts", "Last read", "Last report", "Status", "Problem"],
        from link in await FindAsync(call, QueryOf(call), cancellation)
        select (IReadOnlyList<object?>)
        [
            link.Name, link.Default ? "Yes" : "No", link.Simulated ? "Yes" : "No", link.AccountId, link.TenantId, link.Region, link.MaskedKey, link.Credentials is { } way ? CredentialWords.TitleOf(way) : null, link.RoleArn, link.EmailPattern, Count(link)?.All, link.LastSync, link.LastReport, link.State, link.AccessLost?.Reason ?? link.LastProblem,
        ]);

    private async Task<IReadOnlyList<LinkedOrganization>> FindAsync(PageCall call, ListQuery query, CancellationToken cancellation)
    {
        var (state, region) = (query.Value("state"), query.Value("region"));
        var found = (await guildhall.Links.ListAsync(call.Caller, cancellation))
            .Where(l => state.Length > 0 ? l.State == state : l.State != LinkStates.Removed)
            .Where(l => region.Length == 0 || l.Region == region)
            .Where(l => query.Matches([l.Name, l.AccountId, l.TenantId ?? "", l.EmailPattern ?? ""]));
        return [.. query.Sorted(found, link => KeyOf(link, query.Sort))];
    }

    private static ListQuery QueryOf(PageCall call) => ListQuery.Of(call, "name", kept: Kept);

    /// <summary>By name the default stands first.</summary>
    private string KeyOf(LinkedOrganization link, string sort) => sort switch
    {
        "account" => link.AccountId,
        "region" => link.Region,
        "accounts" => (Count(link)?.All ?? 0).ToString("D9"),
        "read" => (link.LastSync ?? default).UtcTicks.ToString("D19"),
        "report" => (link.LastReport ?? default).UtcTicks.ToString("D19"),
        "status" => link.State,
        _ => (link.Default ? "0" : "1") + link.Name,
    };

    private async Task<ListedLink> OneAsync(LinkedOrganization link, CancellationToken cancellation)
    {
        var steps = LinkWords.Moves(link) ? (await guildhall.Links.ShowAsync(link.Id, cancellation))?.Steps ?? [] : [];
        return new ListedLink(link, Count(link), steps);
    }

    private AccountCount? Count(LinkedOrganization link)
    {
        if (link.TenantId is not { } tenant || guildhall.Marketplaces.Find(new TenantId(tenant)) is not { } view) return null;
        var accounts = view.Marketplace.Organization.Tree.Nodes.Where(n => n.Kind == NodeKind.Account).ToList();
        return new AccountCount(accounts.Count, accounts.Count(a => a.State is AccountState.Suspended or AccountState.Closed or AccountState.PendingClosure));
    }
}
