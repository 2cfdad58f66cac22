using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary>Default, pause, resume and removal of a link, each after a question. vendor-integration.md 7, 10; security.md S-48.</summary>
internal sealed class LinkActPages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        foreach (var act in Enum.GetValues<LinkAct>())
        {
            var path = $"{VendorAddresses.One}/{act.ToString().ToLowerInvariant()}";
            pages.Get(path, LinkReach.Manage, LinkDoor.On(guildhall, async (call, detail, cancellation) => await AskAsync(call, act, detail, [], cancellation)));
            pages.Post(path, LinkReach.Manage, LinkDoor.On(guildhall, (call, detail, cancellation) => DoAsync(call, act, detail, cancellation)));
        }
    }

    private async Task<PageAnswer> AskAsync(PageCall call, LinkAct act, LinkDetail detail, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var others = (await guildhall.Links.ListAsync(call.Caller, cancellation)).Where(l => l.State == LinkStates.Active && l.Id != detail.Link.Id);
        var question = new LinkQuestion(act, detail.Link, [.. others], call.Text("after"), call.Text("force") == "on") { Problems = problems, Changes = LinkChanges.Since(call, detail, LinkQuestion.Told(detail.Link)) };
        return PageAnswer.Console<LinkActView>(question.Title, question, VendorAddresses.Above(LinkDoor.CrumbOf(detail.Link))) with { Status = UiProblems.StatusOf(problems) };
    }

    private async ValueTask<PageAnswer> DoAsync(PageCall call, LinkAct act, LinkDetail detail, CancellationToken cancellation)
    {
        if (act is LinkAct.Pause or LinkAct.Remove && call.RequireProof() is { } first) return first;
        var (id, version, standing) = (detail.Link.Id, LinkDoor.VersionIn(call), guildhall.LinkStanding);
        var after = call.Text("after") switch { "none" => new DefaultAfter(None: true), "" => new DefaultAfter(), var successor => new DefaultAfter(successor) };
        if (act == LinkAct.Remove) return await RemoveAsync(call, detail, after, cancellation);
        var changed = act switch
        {
            LinkAct.Default => await standing.MakeDefaultAsync(id, version, call.Origin, cancellation),
            LinkAct.Pause => await standing.PauseAsync(id, after, version, call.Origin, cancellation),
            _ => await standing.ResumeAsync(id, version, call.Origin, cancellation),
        };
        if (changed.Refused) return await AskAsync(call, act, detail, changed.Problems, cancellation);
        return new PageAnswer.SeeOther(VendorAddresses.Of(id), Flash.Done(string.Join(' ', [Done(act, detail.Link), .. changed.Value.Notices])));
    }

    private async Task<PageAnswer> RemoveAsync(PageCall call, LinkDetail detail, DefaultAfter after, CancellationToken cancellation)
    {
        var removal = new LinkRemoval(call.Text(LinkMembers.Account).Replace("-", "", StringComparison.Ordinal), call.Text("force") == "on", after);
        var removed = await guildhall.LinkStanding.RemoveAsync(detail.Link.Id, removal, LinkDoor.VersionIn(call), call.Origin, cancellation);
        if (removed.Refused) return await AskAsync(call, LinkAct.Remove, detail, removed.Problems, cancellation);
        return new PageAnswer.SeeOther(VendorAddresses.Of(detail.Link.Id), Flash.Done($"{detail.Link.Name} is removed; its credentials are forgotten."));
    }

    private static string Done(LinkAct act, LinkedOrganization link) => act switch
    {
        LinkAct.Default => $"New accounts are made under {link.Name} from now on.",
        LinkAct.Pause => $"{link.Name} is paused.",
        _ => $"{link.Name} goes on.",
    };
}

/// <summary>What is asked about before it is done; also the last step of the address.</summary>
public enum LinkAct
{
    Default,
    Pause,
    Resume,
    Remove,
}

/// <summary>The question before something is done to a link.</summary>
/// <param name="Others">Active links, which could be the default after this one.</param>
/// <param name="After">What was chosen: the id of one of them, <c>none</c>, or nothing yet.</param>
public sealed record LinkQuestion(LinkAct Act, LinkedOrganization Link, ImmutableArray<LinkedOrganization> Others, string After, bool Force)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];

    public LinkChanges? Changes { get; init; }

    public string Title => Act == LinkAct.Default ? "Make default" : Act.ToString();

    /// <summary>Whether the default must go to somebody.</summary>
    public bool HandsOver => Link.Default && (Act is LinkAct.Pause or LinkAct.Remove);

    internal static IReadOnlyList<(string Title, string Text)> Told(LinkedOrganization link) => [("State", link.State), ("Name", link.Name), ("Default", link.Default ? "yes" : "no"), ("E-mail pattern", link.EmailPattern ?? "")];
}
