using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Budgets;
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

    private async Task<PageAnswer> ShowAsync(PageCall call, AccountScene scene, CancellationToken cancellation) =>
        PageAnswer.Console<AccountDetailView>(scene.Account.Name, new AccountDetail(scene.Account, call.May(AccountActs.Action)) { Budget = await BudgetAsync(call, scene.Account, cancellation), Budgets = call.May(BillingReach.Manage) && !BillingReach.Of(call.Caller, guildhall.Marketplaces).Refused, Enters = call.May(AccountAccess.Action), AskedOwn = scene.Account.Asked is { } asked && call.Origin.IsOf(asked.By) }, new Crumb("Accounts", AccountDoor.List));

    /// <summary>For those who see what the organization spends.</summary>
    private async Task<BudgetView?> BudgetAsync(PageCall call, AccountView account, CancellationToken cancellation) =>
        call.May(BillingReach.Read) && BillingReach.Of(call.Caller, guildhall.Marketplaces) is { Refused: false } reach
            ? await guildhall.BudgetQueries.OfAccountAsync(reach.Value, account, cancellation)
            : null;

    private static PageAnswer Acted(AccountScene scene, Result<AccountView> account, string sentence) =>
        account.Refused ? new PageAnswer.Refused(account.Problems) : scene.Done(sentence);
}

/// <summary>One member account.</summary>
/// <param name="Manages">Whether the reader may act on it.</param>
public sealed record AccountDetail(AccountView Account, bool Manages)
{
    /// <summary>Its budget; null when it has none, or the reader does not see what is spent.</summary>
    public BudgetView? Budget { get; init; }

    /// <summary>Whether the reader makes budgets.</summary>
    public bool Budgets { get; init; }

    /// <summary>Whether the reader may enter it.</summary>
    public bool Enters { get; init; }

    /// <summary>Whether it was the reader who wants it closed.</summary>
    public bool AskedOwn { get; init; }
}
