using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Budgets;
using Guildhall.App.Billing.Prices;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Budgets;

/// <summary>The budgets.</summary>
/// <param name="Names">What accounts and organizations are called, by id.</param>
public sealed record BudgetList(ListQuery Query, IReadOnlyList<BudgetView> Shown, int Count, IReadOnlyDictionary<string, string> Names, bool Manages)
{
    public bool HasFilter => Query.HasFilter || !Query.Kept.IsEmpty;
}

/// <summary>A budget with what was told of it.</summary>
/// <param name="Name">What whom it is for is called; null when that is its value.</param>
public sealed record BudgetPage(BudgetView Budget, ImmutableArray<BudgetAlert> Alerts, string? Name, bool Manages);

/// <summary>The form of a budget with what was typed.</summary>
/// <param name="Id">The budget that is changed; null for a new one.</param>
/// <param name="Version">The version of it that was seen.</param>
public sealed record TypedBudget(string? Id, string Version, BudgetText Text)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>What somebody else changed meanwhile.</summary>
    public ImmutableArray<string> Changes { get; init; } = [];

    public string Url => Id is null ? BudgetAddresses.New : BudgetAddresses.Of(Id) + "/edit";

    internal static TypedBudget Read(PageCall call, string? id, BillingReach reach) => new(id, call.Text("version"), new BudgetText
    {
        Name = call.Text("name"),
        Target = id is null ? call.Text("target") : null,
        TargetValue = id is null ? call.Text("targetValue") : null,
        Organization = id is null && reach.All ? call.Text("organizationId") : null,
        Amount = call.Text("amount"),
        Currency = call.Text("currency"),
        Action = call.Text("action"),
        Confirmed = call.Text("confirmSuspension") == "on",
    });

    /// <summary>Filled with what the budget says now.</summary>
    internal static TypedBudget Of(BudgetView view) => new(view.Id, view.Version.ToString(CultureInfo.InvariantCulture), new BudgetText
    {
        Name = view.Budget.Name,
        Amount = view.Budget.Amount.ToString("0.00", CultureInfo.InvariantCulture),
        Currency = view.Budget.Currency,
        Action = PriceWords.Of(view.Budget.Action),
    });
}
