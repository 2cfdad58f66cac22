using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Linking;
using Guildhall.App.Secrets;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Vendors;

/// <summary>
/// <c>…/organizations/ID/edit</c>: <b>API Key</b>, <b>API Secret</b>, <b>Email Pattern</b> and <b>Default Organization</b>, and nothing else; the other settings at
/// <c>…/settings</c>. M-36; vendor-integration.md 3, 9.
/// </summary>
internal sealed class EditLinkPages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(VendorAddresses.One + "/edit", LinkReach.Manage, LinkDoor.On(guildhall, (_, detail, _) => ValueTask.FromResult<PageAnswer>(Edit(EditLink.Of(detail, guildhall.Options.Ids)))));
        pages.Post(VendorAddresses.One + "/edit", LinkReach.Manage, LinkDoor.On(guildhall, EditAsync));
        pages.Get(VendorAddresses.One + "/settings", LinkReach.Manage, LinkDoor.On(guildhall, (_, detail, _) => ValueTask.FromResult<PageAnswer>(Settings(LinkSettingsForm.Of(detail)))));
        pages.Post(VendorAddresses.One + "/settings", LinkReach.Manage, LinkDoor.On(guildhall, ChangeSettingsAsync));
    }

    private async ValueTask<PageAnswer> EditAsync(PageCall call, LinkDetail detail, CancellationToken cancellation)
    {
        var typed = EditLink.Read(call, detail, guildhall.Options.Ids);
        var edit = new LinkEdit
        {
            AccessKeyId = typed.Key.Length > 0 ? typed.Key : null,
            Secret = call.Text(LinkMembers.Secret) is { Length: > 0 } secret ? new Secret(secret) : null,
            EmailPattern = typed.Pattern == (detail.Link.EmailPattern ?? "") ? null : typed.Pattern,
            Default = typed.Default == detail.Link.Default ? null : typed.Default,
            NoDefault = call.Text("none") == "on",
        };
        var changed = await guildhall.LinkEdits.EditAsync(detail.Link.Id, edit, LinkDoor.VersionIn(call), call.Origin, cancellation);
        return changed.Refused
            ? Edit(typed with { Problems = changed.Problems, Changes = LinkChanges.Since(call, detail, EditLink.Told(detail)) })
            : new PageAnswer.SeeOther(VendorAddresses.Of(detail.Link.Id), Flash.Done(string.Join(' ', ["Saved.", .. changed.Value.Notices])));
    }

    private async ValueTask<PageAnswer> ChangeSettingsAsync(PageCall call, LinkDetail detail, CancellationToken cancellation)
    {
        var typed = LinkSettingsForm.Of(detail) with { Name = call.Text(LinkMembers.Name), Settings = SettingFields.Read(call) };
        var changed = await guildhall.LinkEdits.ChangeSettingsAsync(detail.Link.Id, typed.Name, typed.Settings, LinkDoor.VersionIn(call), call.Origin, cancellation);
        return changed.Refused
            ? Settings(typed with { Problems = changed.Problems, Changes = LinkChanges.Since(call, detail, LinkSettingsForm.Told(detail)) })
            : new PageAnswer.SeeOther(VendorAddresses.Of(detail.Link.Id), Flash.Done("Saved. It counts for accounts from now on."));
    }

    private static PageAnswer.View Edit(EditLink model) =>
        PageAnswer.Console<EditLinkView>("Edit", model, VendorAddresses.Above(LinkDoor.CrumbOf(model.Detail.Link))) with { Status = UiProblems.StatusOf(model.Problems) };

    private static PageAnswer.View Settings(LinkSettingsForm model) =>
        PageAnswer.Console<LinkSettingsView>("Change settings", model, VendorAddresses.Above(LinkDoor.CrumbOf(model.Detail.Link))) with { Status = UiProblems.StatusOf(model.Problems) };
}

/// <summary>The form <b>Edit</b> with what was typed, without the secret.</summary>
/// <param name="Key">The new key's id; empty leaves it.</param>
public sealed record EditLink(LinkDetail Detail, string Key, string Pattern, bool Default, EmailExample Example)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];

    public LinkChanges? Changes { get; init; }

    /// <summary>Whether it is asked that no organization is the default.</summary>
    public bool AsksForNone => !Default && Problems.Any(p => p.Member == LinkMembers.Default);

    internal static EditLink Of(LinkDetail detail, IdSource ids) => new(detail, "", detail.Link.EmailPattern ?? "", detail.Link.Default, EmailExample.Of(detail.Link.EmailPattern, ids));

    internal static EditLink Read(PageCall call, LinkDetail detail, IdSource ids) =>
        new(detail, call.Text(LinkMembers.AccessKeyId), call.Text(LinkMembers.EmailPattern), call.Text(LinkMembers.Default) == "on", EmailExample.Of(call.Text(LinkMembers.EmailPattern), ids));

    internal static IReadOnlyList<(string Title, string Text)> Told(LinkDetail detail) =>
        [("API Key", detail.Link.ReachedBy), ("Email Pattern", detail.Link.EmailPattern ?? ""), ("Default Organization", detail.Link.Default ? "yes" : "no")];
}

/// <summary>The form of the other settings with what was typed.</summary>
public sealed record LinkSettingsForm(LinkDetail Detail, string Name, LinkSettings Settings)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];

    public LinkChanges? Changes { get; init; }

    internal static LinkSettingsForm Of(LinkDetail detail) => new(detail, detail.Link.Name, detail.Settings);

    internal static IReadOnlyList<(string Title, string Text)> Told(LinkDetail detail) => SettingFields.Told(detail.Link.Name, detail.Settings);
}
