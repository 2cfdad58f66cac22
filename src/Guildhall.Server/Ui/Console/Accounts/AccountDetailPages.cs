using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Accounts;

/// <summary><c>/admin/accounts/ID</c>: one member account, what was done to it, and what is done without a question. vendor-integration.md 14.</summary>
internal sealed class AccountDetailPages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(AccountDoor.One, OrderQueries.Action, AccountDoor.On(guildhall, ShowAsync));
        pages.Post(AccountDoor.One + "/retry", AccountActs.Action, AccountDoor.On(guildhall, async (_, scene, cancellation) => Acted(scene, await guildhall.AccountActs.RetryAsync(scene.Reach, scene.Account.Id, cancellation), "Tried again.")));
        pages.Post(AccountDoor.One + "/cancel", AccountActs.Action, AccountDoor.On(guildhall, async (_, scene, cancellation) => Acted(scene, await guildhall.AccountActs.CancelAsync(scene.Reach, scene.Account.Id, cancellation), "Taken back.")));
        new SuspensionPages(guildhall).Map(pages);
        new MovePages(guildhall).Map(pages);
        new TagPages(guildhall).Map(pages);
        new FactPages(guildhall).Map(pages);
        new LabelPages(guildhall).Map(pages);
        new ClosurePages(guildhall).Map(pages);
    }

    private static Task<PageAnswer> ShowAsync(PageCall call, AccountScene scene, CancellationToken cancellation) => Task.FromResult<PageAnswer>(
        PageAnswer.Console<AccountDetailView>(scene.Account.Name, new AccountDetail(scene.Account, call.May(AccountActs.Action)) { Enters = call.May(AccountAccess.Action), AskedOwn = scene.Account.Asked is { } asked && call.Origin.IsOf(asked.By) }, new Crumb("Accounts", AccountDoor.List)));

    private static PageAnswer Acted(AccountScene scene, Result<AccountView> account, string sentence) =>
        account.Refused ? new PageAnswer.Refused(account.Problems) : scene.Done(sentence);
}

/// <summary>One member account.</summary>
/// <param name="Manages">Whether the reader may act on it.</param>
public sealed record AccountDetail(AccountView Account, bool Manages)
{
    /// <summary>Whether the reader may enter it.</summary>
    public bool Enters { get; init; }

    /// <summary>Whether it was the reader who wants it closed.</summary>
    public bool AskedOwn { get; init; }
}
