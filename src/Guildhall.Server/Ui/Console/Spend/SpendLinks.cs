using System.Globalization;
using Guildhall.App.Billing.Spend;
using Guildhall.Domain.Billing;
using Guildhall.Server.Api.V1.Billing;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary>Ways from one view of spend to another.</summary>
internal static class SpendLinks
{
    /// <summary>What a report's lines know nothing of.</summary>
    private static readonly string[] Groups = ["company", "costCentre", "experience"];

    /// <summary>The same with some parameters set anew; empty ones taken away, and what is looked for in the table too.</summary>
    public static string With(ListQuery query, params (string Name, string Value)[] changed)
    {
        var kept = query.Kept.Where(k => changed.All(c => c.Name != k.Name)).Concat(changed.Where(c => c.Value.Length > 0));
        return (query with { Path = SpendAddresses.Overview, Text = "", Sort = "", Kept = [.. kept] }).SkipUrl(0);
    }

    /// <summary>To the lines that a row's figure of a month, or of a day, is made of; null where lines cannot be told by what is chosen.</summary>
    /// <param name="row">Null for all rows.</param>
    public static string? Lines(SpendOverview model, SpendRow? row, BillingMonth month, DateOnly? day = null)
    {
        var query = model.Query;
        var by = row is null ? (SpendBy?)null : model.Report.By;
        var account = by == SpendBy.Account ? row!.Key : query.Value("account");
        if (by is SpendBy.Company or SpendBy.CostCentre or SpendBy.Experience) return null;
        if (account.Length == 0 && Groups.Any(name => query.Value(name).Length > 0)) return null;
        var product = by == SpendBy.Product ? row!.Key.Length == 0 ? SpendAsk.None : row.Key : query.Value("product");
        return Lines(by == SpendBy.Organization ? row!.Key : query.Value("organizationId"), month, ("account", account), ("product", product), ("day", day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""));
    }

    /// <summary>To the lines of an organization's report; what is empty is not asked for.</summary>
    public static string Lines(string tenant, BillingMonth month, params IEnumerable<(string Name, string Value)> asked) =>
        $"{SpendAddresses.Lines}?period={month}" + string.Concat(asked.Prepend(("organizationId", tenant)).Where(a => a.Item2.Length > 0).Select(a => $"&{a.Item1}={Uri.EscapeDataString(a.Item2)}"));

    /// <summary>Into a row: what an account spends it on, who uses a product, which accounts a company has.</summary>
    public static string Into(ListQuery query, SpendBy by, SpendRow row)
    {
        var key = row.Key.Length == 0 ? SpendAsk.None : row.Key;
        return by switch
        {
            SpendBy.Account => With(query, ("by", "product"), ("account", row.Key)),
            SpendBy.Company => With(query, ("by", "account"), ("company", key)),
            SpendBy.Experience => With(query, ("by", "account"), ("experience", key)),
            SpendBy.Product => With(query, ("by", "account"), ("product", key)),
            SpendBy.Organization => With(query, ("by", "account"), ("organizationId", row.Key)),
            _ => With(query, ("by", "account"), ("costCentre", key)),
        };
    }
}
