using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Budgets;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Ui.Console.Spend;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Budgets;

/// <summary><c>/spend/budgets</c>: the budgets with what the month has cost, one with what was told of it, making, changing and removing. vendor-integration.md 15.6.</summary>
internal sealed class BudgetPages(Installation guildhall)
{
    private readonly OncePerForm<string> _made = new(guildhall.Options.Clock);

    public void Map(PageRoutes pages)
    {
        pages.Get(BudgetAddresses.List, BillingReach.Read, Within(ListAsync));
        pages.Get(BudgetAddresses.List + ".csv", BillingReach.Read, Within(FileAsync));
        pages.Get(BudgetAddresses.New, BillingReach.Manage, Within((call, reach, _) => ValueTask.FromResult<PageAnswer>(Form(First(call, reach)))));
        pages.Post(BudgetAddresses.New, BillingReach.Manage, Within(AddAsync));
        pages.Get(BudgetAddresses.One, BillingReach.Read, On((_, _, page, _) => ValueTask.FromResult<PageAnswer>(PageAnswer.Console<BudgetDetailView>(page.Budget.Budget.Name, page, BudgetAddresses.Above))));
        pages.Get(BudgetAddresses.One + "/edit", BillingReach.Manage, On((_, _, page, _) => ValueTask.FromResult<PageAnswer>(Form(TypedBudget.Of(page.Budget)))));
        pages.Post(BudgetAddresses.One + "/edit", BillingReach.Manage, On(EditAsync));
        pages.Post(BudgetAddresses.One + "/allow", BillingReach.Manage, On(AllowAsync));
        pages.Get(BudgetAddresses.One + "/remove", BillingReach.Manage, On((_, _, page, _) => ValueTask.FromResult<PageAnswer>(PageAnswer.Console<BudgetRemoveView>("Remove budget", page, Trail(page.Budget)))));
        pages.Post(BudgetAddresses.One + "/remove", BillingReach.Manage, On(RemoveAsync));
    }

    private PageHandler Within(Func<PageCall, BillingReach, CancellationToken, ValueTask<PageAnswer>> handler) => SpendDoor.Within(guildhall, handler);

    private PageHandler On(Func<PageCall, BillingReach, BudgetPage, CancellationToken, ValueTask<PageAnswer>> handler) => Within(async (call, reach, cancellation) =>
    {
        var found = await guildhall.BudgetQueries.FindAsync(reach, call.Route("id"), cancellation);
        if (found.Refused) return new PageAnswer.Refused(found.Problems);
        var alerts = await guildhall.BudgetQueries.AlertsAsync(found.Value.Id, cancellation);
        return await handler(call, reach, new BudgetPage(found.Value, alerts, NameOf(found.Value.Budget.Target), call.May(BillingReach.Manage)), cancellation);
    });

    private async ValueTask<PageAnswer> ListAsync(PageCall call, BillingReach reach, CancellationToken cancellation)
    {
        var query = ListQuery.Of(call, kept: ["state", "target"]);
        var found = await FindAsync(query, reach, cancellation);
        var shown = found.Take(query).ToList();
        var names = shown.Select(v => v.Budget.Target).Distinct().Where(t => NameOf(t) is not null).ToDictionary(t => t.Value, t => NameOf(t)!, StringComparer.Ordinal);
        return PageAnswer.Console<BudgetListView>("Budgets", new BudgetList(query, shown, found.Length, names, call.May(BillingReach.Manage)));
    }

    private async ValueTask<PageAnswer> FileAsync(PageCall call, BillingReach reach, CancellationToken cancellation) => CsvFile.Of(
        "budgets", ["Id", "Name", "For", "Whose", "Organization", "Month", "State", "Month to date", "Forecast", "Budget", "Currency", "When spent"],
        (await FindAsync(ListQuery.Of(call, kept: ["state", "target"]), reach, cancellation)).Select(v => (IReadOnlyList<object?>)
        [
            v.Id, v.Budget.Name, BudgetTold.Of(v.Budget.Target.Kind), v.Budget.Target.Value, v.Tenant, $"{v.Month}", BudgetTold.Of(v.State), v.Actual, v.Forecast, v.Budget.Amount, v.Budget.Currency, BudgetTold.Of(v.Budget.Action),
        ]));

    private Task<ImmutableArray<BudgetView>> FindAsync(ListQuery query, BillingReach reach, CancellationToken cancellation) => guildhall.BudgetQueries.ListAsync(
        reach,
        new BudgetFilter { Text = query.HasFilter ? query.Text : null, State = ListQuery.Named<BudgetState>(query.Value("state")), Target = ListQuery.Named<PriceTargetKind>(query.Value("target")) },
        cancellation);

    private async ValueTask<PageAnswer> AddAsync(PageCall call, BillingReach reach, CancellationToken cancellation)
    {
        var typed = TypedBudget.Read(call, null, reach);
        var draft = typed.Text.Read();
        if (draft.Refused) return Wrong(typed, draft.Problems);
        if (call.RequireProof() is { } first) return first;
        var made = await _made.RunAsync(call, going => guildhall.BudgetMaking.AddAsync(reach, Accounts(call), draft.Value, call.Origin, going));
        return made.Refused ? Wrong(typed, made.Problems) : new PageAnswer.SeeOther(BudgetAddresses.Of(made.Value), Flash.Done($"{draft.Value.Budget.Name} is made."));
    }

    private async ValueTask<PageAnswer> EditAsync(PageCall call, BillingReach reach, BudgetPage page, CancellationToken cancellation)
    {
        var typed = TypedBudget.Read(call, page.Budget.Id, reach);
        if (call.RequireProof() is { } first) return first;
        var seen = long.TryParse(typed.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
        var changed = await guildhall.BudgetMaking.ChangeAsync(reach, Accounts(call), page.Budget.Id, typed.Text.Read, seen, call.Origin, cancellation);
        if (!changed.Refused) return new PageAnswer.SeeOther(BudgetAddresses.Of(changed.Value), Flash.Done("Saved."));
        if (changed.Problems[0].Code != "STALE") return Wrong(typed, changed.Problems);

        // What was typed stays, with what somebody else has made of it meanwhile.
        var now = page.Budget;
        return Wrong(typed with { Version = now.Version.ToString(CultureInfo.InvariantCulture), Changes = [now.Budget.Name, BudgetTold.Money(now.Budget.Amount, now), BudgetTold.Of(now.Budget.Action)] }, changed.Problems);
    }

    private async ValueTask<PageAnswer> AllowAsync(PageCall call, BillingReach reach, BudgetPage page, CancellationToken cancellation)
    {
        var allowed = await guildhall.BudgetMaking.AllowAsync(reach, page.Budget.Id, seen: null, call.Origin, cancellation);
        return allowed.Refused ? new PageAnswer.Refused(allowed.Problems) : new PageAnswer.SeeOther(BudgetAddresses.Of(page.Budget.Id), Flash.Done($"Purchases are allowed until the end of {page.Budget.Month}."));
    }

    private async ValueTask<PageAnswer> RemoveAsync(PageCall call, BillingReach reach, BudgetPage page, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var removed = await guildhall.BudgetMaking.RemoveAsync(reach, page.Budget.Id, seen: null, call.Origin, cancellation);
        return removed.Refused ? new PageAnswer.Refused(removed.Problems) : new PageAnswer.SeeOther(BudgetAddresses.List, Flash.Done($"{page.Budget.Budget.Name} is removed."));
    }

    private static PageAnswer.View Wrong(TypedBudget typed, ImmutableArray<Problem> problems) => Form(typed with
    {
        Problems = [.. problems.Select(p => p.AsSpelt)],
    });

    private static PageAnswer.View Form(TypedBudget typed) =>
        PageAnswer.Console<BudgetFormView>(typed.Id is null ? "Add a budget" : "Edit budget", typed, BudgetAddresses.Above) with { Status = UiProblems.StatusOf(typed.Problems) };

    private static Crumb[] Trail(BudgetView view) => [BudgetAddresses.Above, new Crumb(view.Budget.Name, BudgetAddresses.Of(view.Id))];

    /// <summary>For the account of the address, where its page led here.</summary>
    private static TypedBudget First(PageCall call, BillingReach reach) => new(null, "", new BudgetText
    {
        Target = "account",
        TargetValue = call.Query["account"].ToString() is { Length: 12 } account ? account : "",
        Organization = reach.All ? "" : null,
        Currency = "USD",
        Action = "notify",
    });

    private string? NameOf(PriceTarget target) => TargetNames.Of(guildhall, target);

    private OrderReach Accounts(PageCall call) => OrderReach.Of(call.Caller, guildhall.Marketplaces, call.RequestId);
}
