using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Storefront.Accounts;

/// <summary><c>/store/accounts</c>: orders that one may see, and their accounts. M-37.</summary>
internal sealed class OwnAccountListPages(Installation guildhall)
{
    private static readonly string[] Kept = ["state"];

    public void Map(PageRoutes pages)
    {
        pages.Get("/store/accounts", OrderQueries.Action, ListAsync);
        pages.Get("/store/accounts.csv", OrderQueries.Action, CsvAsync);
    }

    private async ValueTask<PageAnswer> ListAsync(PageCall call, CancellationToken cancellation)
    {
        var (reach, query) = (call.ReachIn(guildhall), QueryOf(call));
        var found = await FindAsync(reach, query, query.Skip, ListQuery.PageSize, cancellation);
        if (found.Refused) return new PageAnswer.Refused(found.Problems);
        var active = call.May(AccountAccess.Action) ? await ActiveAsync(reach, found.Value, cancellation) : [];
        return PageAnswer.Storefront<OwnAccountsView>("AWS accounts", new OwnAccounts(query, found.Value, reach.Manages)
        {
            Offered = await guildhall.AccountProducts.OffersAsync(reach, cancellation),
            ToDecide = await ToDecideAsync(reach, cancellation),
            Open = [.. active.Where(a => !a.Shut).Select(a => a.Id)],
            Shut = [.. active.Where(a => a.Shut).Select(a => a.Id)],
        });
    }

    private async ValueTask<PageAnswer> CsvAsync(PageCall call, CancellationToken cancellation)
    {
        var reach = call.ReachIn(guildhall);
        var found = await FindAsync(reach, QueryOf(call), 0, int.MaxValue, cancellation);
        if (found.Refused) return new PageAnswer.Refused(found.Problems);
        var asked = FieldsOf(found.Value);
        return CsvFile.Of(
            "aws-accounts",
            ["Name", "State", "Account ID", "Organization", "Root e-mail", "Ordered", "Order", "Company", "Cost centre", "Purpose", "Monthly budget", .. asked.Select(f => f.Label)],
            found.Value.Orders.Select(o => (IReadOnlyList<object?>)
            [
                o.Row.Name, o.State.Word(), o.Row.AccountId, o.Organization, o.EmailFor(reach.Manages), o.Row.CreatedAt, o.Row.Id,
                o.Form.Company, o.Form.CostCentre, o.Form.Purpose, o.Form.Budget, .. asked.Select(f => o.Form.Answers.FirstOrDefault(a => a.Id == f.Id)?.Shown),
            ]));
    }

    /// <summary>The fields that any of the orders answers, called as the last of them has it.</summary>
    private static IReadOnlyList<ProductAnswer> FieldsOf(FoundOrders found) =>
        [.. found.Orders.OrderByDescending(o => o.Row.Id, StringComparer.Ordinal).SelectMany(o => o.Form.Answers).DistinctBy(a => a.Id, StringComparer.Ordinal)];

    private async Task<Result<FoundOrders>> FindAsync(OrderReach reach, ListQuery query, int skip, int take, CancellationToken cancellation)
    {
        var search = new OrderSearch { Text = query.Text, State = ListQuery.Named<OrderState>(query.Value("state")), Sort = ListQuery.Named<OrderSort>(query.Sort) ?? OrderSort.Ordered, Down = query.Down, Skip = skip, Take = take };
        return await guildhall.Orders.SearchAsync(reach, search, cancellation);
    }

    /// <summary>How many orders wait for whoever looks.</summary>
    private async Task<int> ToDecideAsync(OrderReach reach, CancellationToken cancellation) =>
        OrderApprovals.Allows(reach) && await guildhall.Orders.SearchAsync(reach, new OrderSearch { State = OrderState.AwaitingApproval, Take = 1 }, cancellation) is { Refused: false } waiting ? waiting.Value.Total : 0;

    /// <summary>Those accounts that are ready and active still: whoever is let in can open their consoles.</summary>
    private async Task<ImmutableArray<AccountView>> ActiveAsync(OrderReach reach, FoundOrders found, CancellationToken cancellation)
    {
        string[] made = [.. found.Orders.Where(o => o.State == OrderState.Active).Select(o => o.Row.AccountId).OfType<string>()];
        if (made.Length == 0) return [];
        var active = await guildhall.Accounts.ListAsync(reach, new AccountFilter { Ids = made, Standing = MemberStates.Active, Take = made.Length }, cancellation);
        return active.Refused ? [] : active.Value.Accounts;
    }

    private static ListQuery QueryOf(PageCall call) => ListQuery.Of(call, "ordered", down: true, Kept);
}

/// <summary>A part of the orders that one may see.</summary>
public sealed record OwnAccounts(ListQuery Query, FoundOrders Found, bool Manages)
{
    /// <summary>Orders that wait for the reader's approval.</summary>
    public int ToDecide { get; init; }

    /// <summary>Whether the reader may order now.</summary>
    public bool Offered { get; init; }

    /// <summary>The ids of accounts whose consoles the reader can open.</summary>
    public ImmutableHashSet<string> Open { get; init; } = [];

    /// <summary>The ids of invited accounts whose owners have yet to let the organization in.</summary>
    public ImmutableHashSet<string> Shut { get; init; } = [];

    /// <summary>Whether the reader looks for some of them.</summary>
    public bool Filtered => Query.HasFilter || Query.Kept.Length > 0;
}
