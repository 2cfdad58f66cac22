using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Budgets;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Server.Ui.Console.Spend;
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

    private async Task<PageAnswer> ShowAsync(PageCall call, AccountScene scene, CancellationToken cancellation)
    {
        var reach = SpendDoor.ReachOf(call);
        var budget = reach is null ? null : await guildhall.BudgetQueries.OfAccountAsync(reach, scene.Account, cancellation);
        return PageAnswer.Console<AccountDetailView>(
            scene.Account.Name,
            new AccountDetail(scene.Account, call.May(AccountActs.Action))
            {
                Spends = reach is not null,
                Month = reach is null ? null : guildhall.AccountMonths.Find(reach, scene.Account, budget?.Budget.Currency),
                Budget = budget,
                Budgets = call.May(BillingReach.Manage) && !BillingReach.Of(call.Caller, call.Tenant).Refused,
                Enters = call.May(AccountAccess.Action),
                AskedOwn = scene.Account.Asked is { } asked && call.Origin.IsOf(asked.By),
            },
            new Crumb("Accounts", AccountDoor.List));
    }

    private static PageAnswer Acted(AccountScene scene, Result<AccountView> account, string sentence) =>
        account.Refused ? new PageAnswer.Refused(account.Problems) : scene.Done(sentence);
}

/// <summary>One member account.</summary>
/// <param name="Manages">Whether the reader may act on it.</param>
public sealed record AccountDetail(AccountView Account, bool Manages)
{
    /// <summary>Whether the reader sees what is spent.</summary>
    public bool Spends { get; init; }

    /// <summary>What it costs this month; null when no report of it has been read, or the reader does not see what is spent.</summary>
    public AccountMonth? Month { get; init; }

    /// <summary>Its budget; null when it has none, or the reader does not see what is spent.</summary>
    public BudgetView? Budget { get; init; }

    /// <summary>Whether the reader makes budgets.</summary>
    public bool Budgets { get; init; }

    /// <summary>Whether the reader may enter it.</summary>
    public bool Enters { get; init; }

    /// <summary>Whether it was the reader who wants it closed.</summary>
    public bool AskedOwn { get; init; }
}
