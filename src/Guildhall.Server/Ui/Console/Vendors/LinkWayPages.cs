using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary><c>…/organizations/ID/credentials</c>: another way to reach the account. A form of its own, because <b>Edit</b> has four fields (M-36). vendor-integration.md 9.</summary>
internal sealed class LinkWayPages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(VendorAddresses.One + "/credentials", LinkReach.Manage, LinkDoor.On(guildhall, async (_, detail, cancellation) => await FormAsync(LinkWay.Of(detail), cancellation)));
        pages.Post(VendorAddresses.One + "/credentials", LinkReach.Manage, LinkDoor.On(guildhall, ChangeAsync));
    }

    private async ValueTask<PageAnswer> ChangeAsync(PageCall call, LinkDetail detail, CancellationToken cancellation)
    {
        var typed = LinkWay.Read(call, detail);
        var keyed = typed.Way is CredentialKind.Key or CredentialKind.KeyedRole;
        var edit = new LinkEdit
        {
            Credentials = typed.Way,
            RoleArn = typed.Way is CredentialKind.Role or CredentialKind.KeyedRole ? typed.RoleArn : null,
            AccessKeyId = keyed && typed.Key.Length > 0 ? typed.Key : null,
            Secret = keyed && call.Text(LinkMembers.Secret) is { Length: > 0 } secret ? new Secret(secret) : null,
        };
        var changed = await guildhall.LinkEdits.EditAsync(detail.Link.Id, edit, LinkDoor.VersionIn(call), call.Origin, cancellation);
        return changed.Refused
            ? await FormAsync(typed with { Problems = changed.Problems, Changes = LinkChanges.Since(call, detail, LinkWay.Told(detail)) }, cancellation)
            : new PageAnswer.SeeOther($"{VendorAddresses.Of(detail.Link.Id)}?tab={LinkTabs.Credentials}", Flash.Done($"Saved. {detail.Link.Name} is reached by {changed.Value.Link.ReachedBy}."));
    }

    private async Task<PageAnswer> FormAsync(LinkWay typed, CancellationToken cancellation)
    {
        var trust = await guildhall.RoleTrusts.OfAsync(new AccountId(typed.Detail.Link.AccountId), cancellation);
        var model = typed with { Trust = trust.With(typed.Way, typed.Detail.ExternalId), OwnAllowed = guildhall.Connections.OwnAllowed };
        return PageAnswer.Console<LinkWayView>("Change credentials", model, VendorAddresses.Above(LinkDoor.CrumbOf(typed.Detail.Link))) with { Status = UiProblems.StatusOf(model.Problems) };
    }
}

/// <summary>The form of another way with what was typed, without the secret.</summary>
/// <param name="Key">The new key's id; empty leaves it.</param>
public sealed record LinkWay(LinkDetail Detail, CredentialKind Way, string? RoleArn, string Key)
{
    public RoleTrust? Trust { get; init; }

    public bool OwnAllowed { get; init; }

    public ImmutableArray<Problem> Problems { get; init; } = [];

    public LinkChanges? Changes { get; init; }

    internal static LinkWay Of(LinkDetail detail) => new(detail, NowOf(detail), detail.Link.RoleArn, "");

    internal static LinkWay Read(PageCall call, LinkDetail detail) =>
        new(detail, CredentialWords.Find(call.Text(LinkMembers.Credentials)) ?? NowOf(detail), call.Text(LinkMembers.RoleArn), call.Text(LinkMembers.AccessKeyId));

    internal static IReadOnlyList<(string Title, string Text)> Told(LinkDetail detail) => [("Credentials", detail.Link.ReachedBy)];

    private static CredentialKind NowOf(LinkDetail detail) => detail.Link.Credentials ?? CredentialKind.Key;
}
