using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Accounts;

/// <summary><c>/admin/accounts/ID/tags</c>: the tags that AWS has, one a line. vendor-integration.md 14.</summary>
internal sealed class TagPages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(AccountDoor.One + "/tags", AccountActs.Action, AccountDoor.On(guildhall, (_, scene, cancellation) => AskAsync(scene, null, [], cancellation)));
        pages.Post(AccountDoor.One + "/tags", AccountActs.Action, AccountDoor.On(guildhall, ChangeAsync));
    }

    private async Task<PageAnswer> AskAsync(AccountScene scene, string? typed, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var tags = await guildhall.AccountTags.ReadAsync(scene.Reach, scene.Account.Id, cancellation);
        if (tags.Refused) return new PageAnswer.Refused(tags.Problems);
        var own = tags.Value.Where(t => TagForm.IsOwn(t.Key)).OrderBy(t => t.Key, StringComparer.Ordinal);
        var others = KeyValues.Write(tags.Value.Where(t => !TagForm.IsOwn(t.Key)));
        return scene.Ask<TagView>("Tags", new TagQuestion(scene.Account, [.. own], others, typed ?? others, problems), problems);
    }

    /// <summary>What the form showed and no longer says is taken away; what it never showed stays.</summary>
    private async Task<PageAnswer> ChangeAsync(PageCall call, AccountScene scene, CancellationToken cancellation)
    {
        var (shown, typed) = (KeyValues.Read(KeyValues.Lines(call.Text("shown"))), KeyValues.Read(KeyValues.Lines(call.Text("Tags"))));
        var change = new TagChange(typed.Where(t => shown.GetValueOrDefault(t.Key) != t.Value).ToDictionary(StringComparer.Ordinal), [.. shown.Keys.Except(typed.Keys)]);
        var changed = await guildhall.AccountTags.ChangeAsync(scene.Reach, scene.Account.Id, change, cancellation);
        return changed.Refused ? await AskAsync(scene, call.Text("Tags"), Fields(changed.Problems), cancellation) : scene.Done("The tags are being changed.");
    }

    /// <summary>The same with the name of the form's one field.</summary>
    private static ImmutableArray<Problem> Fields(ImmutableArray<Problem> problems) => [.. problems.Select(p => p.Member is nameof(TagChange.Set) or nameof(TagChange.Remove) ? p with { Member = "Tags" } : p)];
}

/// <summary>The tags of an account, to be changed.</summary>
/// <param name="Own">Guildhall's own, which are no part of the form.</param>
/// <param name="Shown">The others as AWS has them.</param>
/// <param name="Typed">The same as they were typed.</param>
public sealed record TagQuestion(AccountView Account, ImmutableArray<KeyValuePair<string, string>> Own, string Shown, string Typed, ImmutableArray<Problem> Problems);
