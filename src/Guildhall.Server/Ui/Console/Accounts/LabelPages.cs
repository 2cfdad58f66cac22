using Guildhall.App;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Server.Ui.Console.Vendors;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Accounts;

/// <summary><c>/admin/accounts/ID/labels</c>: company, cost centre, purpose and budget. vendor-integration.md 14.</summary>
internal sealed class LabelPages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(AccountDoor.One + "/labels", AccountActs.Action, AccountDoor.On(guildhall, (_, scene, _) => Task.FromResult(Ask(scene, LabelForm.Of(scene.Account)))));
        pages.Post(AccountDoor.One + "/labels", AccountActs.Action, AccountDoor.On(guildhall, ChangeAsync));
    }

    private async Task<PageAnswer> ChangeAsync(PageCall call, AccountScene scene, CancellationToken cancellation)
    {
        var typed = LabelForm.In(call, scene.Account);
        if (typed.Amount is { Refused: true } unread) return Ask(scene, typed with { Problems = [.. unread.Problems.Select(LabelForm.OnPage)] });
        var changed = await guildhall.AccountLabelling.ChangeAsync(scene.Reach, scene.Account.Id, _ => typed.Read(), LinkDoor.VersionIn(call), cancellation);
        if (!changed.Refused) return scene.Done("Saved.");
        var now = LabelForm.Told(scene.Account.Labels);
        return Ask(scene, typed with { Problems = [.. changed.Problems.Select(LabelForm.OnPage)], Changes = LinkChanges.Since(call, scene.Account.Version, null, scene.Account.Known?.UpdatedAt, now) });
    }

    private static PageAnswer Ask(AccountScene scene, LabelForm form) => scene.Ask<LabelView>("Company and budget", form, form.Problems);
}
