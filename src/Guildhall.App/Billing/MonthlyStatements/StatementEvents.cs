using System.Text.Json.Nodes;
using Guildhall.App.Events;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.MonthlyStatements;

/// <summary>Events about statements. vendor-integration.md 16.</summary>
internal static class StatementEvents
{
    public static JsonObject About(StatementRow row) => new()
    {
        ["statementId"] = row.Id,
        ["number"] = row.Number,
        ["period"] = $"{new BillingMonth(row.Month)}",
        ["company"] = row.Company,
        ["total"] = MinorUnits.ToDecimal(row.Total, row.Currency),
        ["currency"] = row.Currency,
    };

    public static EventRow Row(WriteScope scope, StatementRow row, string name)
    {
        var account = scope.Db.Links.Where(l => l.TenantId == row.TenantId).Select(l => l.AccountId).FirstOrDefault() ?? "";
        return OwnEvents.Row(OwnEvents.Billing, new OwnEvent(row.TenantId, account, row.Id, name, About(row)), scope.Now);
    }
}
