using System.Globalization;
using Guildhall.App.Billing.Spend;
using Guildhall.Domain.Billing;
using Guildhall.Server.Api.V1.Billing;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary>Ways from one view of spend to another.</summary>
internal static class SpendLinks
{
    /// <summary>The same with some parameters set anew; empty ones taken away, and what is looked for in the table too.</summary>
    public static string With(ListQuery query, params (string Name, string Value)[] changed)
    {
        var kept = query.Kept.Where(k => changed.All(c => c.Name != k.Name)).Concat(changed.Where(c => c.Value.Length > 0));
        return (query with { Path = SpendAddresses.Overview, Text = "", Sort = "", Kept = [.. kept] }).SkipUrl(0);
    }

    /// <summary>The same list without one of its parameters.</summary>
    public static string Without(ListQuery query, string name) => (query with { Kept = [.. query.Kept.Where(k => k.Name != name)] }).SkipUrl(0);

    /// <summary>To the lines that a row's figure of a month, or of a day, is made of.</summary>
    /// <param name="row">Null for all rows.</param>
    public static string Lines(SpendOverview model, SpendRow? row, BillingMonth month, DateOnly? day = null)
    {
        var (own, key) = row is null ? ("", "") : (Parameter(model.Report.By), KeyOf(row));
        return Lines("", month, [.. LineAsk.Shared.Select(name => (name, name == own ? key : model.Query.Value(name))), ("day", day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "")]);
    }

    /// <summary>To the lines of an organization's report; what is empty is not asked for.</summary>
    public static string Lines(string tenant, BillingMonth month, params IEnumerable<(string Name, string Value)> asked) =>
        $"{SpendAddresses.Lines}?period={month}" + string.Concat(asked.Prepend(("organizationId", tenant)).Where(a => a.Item2.Length > 0).Select(a => $"&{a.Item1}={Uri.EscapeDataString(a.Item2)}"));

    /// <summary>Into a row: what an account spends it on, who uses a product, which accounts a company has.</summary>
    public static string Into(ListQuery query, SpendBy by, SpendRow row) => With(query, ("by", by == SpendBy.Account ? "product" : "account"), (Parameter(by), KeyOf(row)));

    /// <summary>What narrows spend to a row.</summary>
    private static string Parameter(SpendBy by) => by switch
    {
        SpendBy.Account => "account",
        SpendBy.Company => "company",
        SpendBy.CostCentre => "costCentre",
        SpendBy.Experience => "experience",
        SpendBy.Product => "product",
        SpendBy.Organization => "organizationId",
        _ => throw new ArgumentOutOfRangeException(nameof(by)),
    };

    private static string KeyOf(SpendRow row) => row.Key.Length == 0 ? SpendAsk.None : row.Key;
}
