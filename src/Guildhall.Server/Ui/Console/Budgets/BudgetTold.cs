using Guildhall.App.Billing.Budgets;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;
using Guildhall.Server.Ui.Parts;
using Guildhall.Server.Ui.Storefront;

namespace Guildhall.Server.Ui.Console.Budgets;

/// <summary>How budgets are told on pages.</summary>
internal static class BudgetTold
{
    public static StatusKind KindOf(BudgetState state) => state switch
    {
        BudgetState.Over => StatusKind.Bad,
        BudgetState.ForecastOver => StatusKind.Warning,
        BudgetState.Within => StatusKind.Good,
        _ => StatusKind.Inactive,
    };

    public static string Of(BudgetState state) => state switch
    {
        BudgetState.Over => "Over budget",
        BudgetState.ForecastOver => "Forecast over",
        BudgetState.Within => "Within budget",
        _ => "No report",
    };

    public static string Of(BudgetAction action) => action switch
    {
        BudgetAction.RequireApproval => "New purchases need approval",
        BudgetAction.Suspend => "Accounts are suspended",
        _ => "Told, nothing more",
    };

    public static string Of(PriceTargetKind kind) => kind.ToString();

    public static string Step(BudgetAlert alert) => Enum.TryParse<BudgetStep>(alert.Step, out var step) ? step.Word() : alert.Waiting > 0 ? $"Accounts suspended, {alert.Waiting:N0} to come" : "Accounts suspended";

    public static string Money(decimal amount, BudgetView of) => MoneyText.Of(amount, of.Budget.Currency);

    /// <summary>Who it was, without the account: the person's address, or the key's user.</summary>
    public static string Who(string who) => who[(who.LastIndexOf('/') + 1)..];

    public static string Forecast(BudgetView view) => view.Forecast is { } forecast ? Money(forecast, view) : "–";
}
