using System.Globalization;
using System.Text.Json.Nodes;
using Guildhall.App.Billing.Ingest;
using Guildhall.App.Billing.Prices;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;

namespace Guildhall.App.Billing.Budgets;

/// <summary>What budgets leave in the audit and among the events. vendor-integration.md 16.</summary>
internal static class BudgetTrail
{
    public static JsonObject About(BudgetRow row) => new()
    {
        ["budgetId"] = row.Id,
        ["name"] = row.Name,
        ["target"] = PriceWords.Of(row.TargetKind),
        ["targetValue"] = row.TargetValue,
        ["amount"] = KeptBudgets.Of(row).Amount,
        ["currency"] = row.Currency,
        ["action"] = PriceWords.Of(row.Action),
    };

    /// <summary>Somebody did something to it.</summary>
    public static void Record(WriteScope scope, string name, ActOrigin origin, BudgetRow row) => LinkAudit.Stage(scope, name, origin, row.TenantId, About(row));

    /// <summary>Somebody changes it.</summary>
    /// <param name="row">As it was before.</param>
    public static void Changed(WriteScope scope, ActOrigin origin, BudgetRow row, Budget after)
    {
        var told = About(row);
        (told["name"], told["amount"], told["currency"], told["action"]) = (after.Name, after.Amount, after.Currency, PriceWords.Of(after.Action));
        LinkAudit.Stage(scope, "UpdateBudget", origin, row.TenantId, new JsonObject { ["budgetId"] = row.Id, ["before"] = About(row), ["after"] = told });
    }

    /// <summary><c>Budget Reached</c>, with its audit record: once for each month and step.</summary>
    public static void Reached(WriteScope scope, BudgetRow row, BillingMonth month, BudgetStep step, BudgetSpend spend, ActOrigin origin)
    {
        var about = About(row);
        about["period"] = $"{month}";
        about["step"] = PriceWords.Of(step);
        about["reached"] = string.Create(CultureInfo.InvariantCulture, $"{step.Word()} of {KeptBudgets.Of(row).Amount:N2} {row.Currency}");
        about["actual"] = KeptBudgets.Decimal(spend.Actual);
        if (spend.Forecast is { } forecast) about["forecast"] = KeptBudgets.Decimal(forecast);
        ReportEvents.Tell(scope, row.TenantId, $"{row.Id}-{month}-{step}", "BudgetReached", origin, about, row.TargetKind == PriceTargetKind.Account ? row.TargetValue : null);
    }
}
