using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary><c>…/organizations/ID/enable/FEATURE</c>: <b>Enable</b> beside P13 and P14 asks, does, and runs the preflight again. vendor-integration.md 8.2.</summary>
internal sealed class EnablePages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        foreach (var feature in LinkFeature.All)
        {
            var path = $"{VendorAddresses.One}/enable/{feature.Name}";
            pages.Get(path, LinkReach.Manage, LinkDoor.On(guildhall, (_, detail, _) => ValueTask.FromResult(Ask(detail, feature, []))));
            pages.Post(path, LinkReach.Manage, LinkDoor.On(guildhall, (call, detail, cancellation) => DoAsync(call, detail, feature, cancellation)));
        }
    }

    private static PageAnswer Ask(LinkDetail detail, LinkFeature feature, ImmutableArray<Problem> problems) =>
        PageAnswer.Console<EnableView>($"Enable {feature.Title}", new EnableQuestion(detail.Link, feature, problems), VendorAddresses.Above(LinkDoor.CrumbOf(detail.Link))) with { Status = UiProblems.StatusOf(problems) };

    private async ValueTask<PageAnswer> DoAsync(PageCall call, LinkDetail detail, LinkFeature feature, CancellationToken cancellation)
    {
        var run = await guildhall.LinkEnabling.EnableAsync(detail.Link.Id, feature, call.Origin, cancellation);
        return run.Refused
            ? Ask(detail, feature, run.Problems)
            : new PageAnswer.SeeOther($"{VendorAddresses.Of(detail.Link.Id)}?tab={LinkTabs.Preflight}", Flash.Done($"Enabled: {feature.Title}."));
    }
}

/// <summary>The question before something is enabled in an organization.</summary>
public sealed record EnableQuestion(LinkedOrganization Link, LinkFeature Feature, ImmutableArray<Problem> Problems);
