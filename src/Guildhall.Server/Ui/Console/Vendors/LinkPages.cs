using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Audit;
using Guildhall.App.Linking;
using Guildhall.Server.Ui.Console.Audit;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary><c>…/organizations/ID</c>: one linked organization with its tabs, and what is done without a question. vendor-integration.md 2, 8.4.</summary>
internal sealed class LinkPages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(VendorAddresses.One, LinkReach.Read, LinkDoor.On(guildhall, ShowAsync));
        pages.Post(VendorAddresses.One + "/check", LinkReach.Manage, LinkDoor.On(guildhall, CheckAsync));
        pages.Post(VendorAddresses.One + "/retry", LinkReach.Manage, LinkDoor.On(guildhall, RetryAsync));
        pages.Post(VendorAddresses.One + "/test-mail", LinkReach.Manage, LinkDoor.On(guildhall, TestMailAsync));
        pages.Post(VendorAddresses.One + "/rollback", LinkReach.Manage, LinkDoor.On(guildhall, RollBackAsync));
    }

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, LinkDetail detail, CancellationToken cancellation)
    {
        var tab = call.Query["tab"].ToString();
        var page = new LinkPage(detail, tab is LinkTabs.Preflight or LinkTabs.Credentials or LinkTabs.Audit ? tab : "", LinkReach.MayManage(call.Caller));
        if (page.Tab == LinkTabs.Preflight) page = page with { Runs = await guildhall.Preflights.HistoryAsync(detail.Link.Id, cancellation) };
        if (page.Tab == LinkTabs.Audit)
        {
            var found = await guildhall.Audit.ListAsync(call.Caller, new AuditFilter { Entity = detail.Link.Id }, null, cancellation);
            if (found.Refused) return new PageAnswer.Refused(found.Problems);
            page = page with { Acts = [.. found.Value.Items.Select(AuditEntry.Of)] };
        }

        return PageAnswer.Console<LinkView>(detail.Link.Name, page, VendorAddresses.Above());
    }

    private async ValueTask<PageAnswer> CheckAsync(PageCall call, LinkDetail detail, CancellationToken cancellation)
    {
        var run = await guildhall.Preflights.RunAsync(detail.Link.Id, call.Origin, cancellation);
        return run.Refused ? new PageAnswer.Refused(run.Problems) : new PageAnswer.SeeOther(VendorAddresses.Of(detail.Link.Id) + "?tab=" + LinkTabs.Preflight);
    }

    private async ValueTask<PageAnswer> RetryAsync(PageCall call, LinkDetail detail, CancellationToken cancellation)
    {
        var retried = await guildhall.LinkRetry.RetryAsync(detail.Link.Id, call.Origin, cancellation);
        return retried.Refused ? new PageAnswer.Refused(retried.Problems) : new PageAnswer.SeeOther(VendorAddresses.Of(detail.Link.Id), Flash.Done("What was not done is tried again."));
    }

    private async ValueTask<PageAnswer> TestMailAsync(PageCall call, LinkDetail detail, CancellationToken cancellation)
    {
        var sent = await guildhall.TestMails.SendAsync(detail.Link.Id, call.Origin, cancellation);
        if (sent.Refused) return new PageAnswer.Refused(sent.Problems);
        var where = guildhall.Options.Mail is null ? "There is no mail server: it is kept under Notifications, Sent mail." : "See whether it arrives; what the mail server said stands under Notifications, Sent mail.";
        return new PageAnswer.SeeOther(VendorAddresses.Of(detail.Link.Id), Flash.Done($"A test mail goes to {sent.Value.Recipient}. {where}"));
    }

    private async ValueTask<PageAnswer> RollBackAsync(PageCall call, LinkDetail detail, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var changed = await guildhall.LinkEdits.RollBackAsync(detail.Link.Id, LinkDoor.VersionIn(call), call.Origin, cancellation);
        return changed.Refused
            ? new PageAnswer.Refused(changed.Problems)
            : new PageAnswer.SeeOther($"{VendorAddresses.Of(detail.Link.Id)}?tab={LinkTabs.Credentials}", Flash.Done($"{(changed.Value.Link.Credentials == CredentialKind.Key ? "Key " : "")}{changed.Value.Link.ReachedBy} is in force again."));
    }
}

/// <summary>The tabs of an organization, as the address names them.</summary>
internal static class LinkTabs
{
    public const string Preflight = "preflight";
    public const string Credentials = "credentials";
    public const string Audit = "audit";
}

/// <summary>One linked organization, one of its tabs.</summary>
/// <param name="Tab">Empty for the overview.</param>
public sealed record LinkPage(LinkDetail Detail, string Tab, bool Manages)
{
    public IReadOnlyList<PreflightRun> Runs { get; init; } = [];

    public ImmutableArray<AuditEntry> Acts { get; init; } = [];
}
