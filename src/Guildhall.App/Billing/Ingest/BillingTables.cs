using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Billing.Ingest;

/// <summary>The tables that a load fills by plain SQL: too many rows for EF Core.</summary>
internal static class BillingTables
{
    public static readonly Table<CostKeyRow> Keys = new(
        "CostKeys", 2, new("Load", k => k.Load), new("Key", k => k.Key), new("BillingEntity", k => k.BillingEntity), new("LegalEntity", k => k.LegalEntity), new("ProductCode", k => k.ProductCode),
        new("ProductName", k => k.ProductName), new("LineItemType", k => k.LineItemType), new("Region", k => k.Region), new("UsageType", k => k.UsageType), new("Currency", k => k.Currency),
        new("InvoiceId", k => k.InvoiceId), new("AgreementId", k => k.AgreementId), new("Tags", k => k.Tags));

    public static readonly Table<CostRow> Costs = new(
        "Costs", 3, new("Load", c => c.Load), new("Account", c => c.Account), new("Key", c => c.Key), new("Unblended", c => c.Unblended), new("Lines", c => c.Lines), new("Days", c => c.Days));

    public static readonly Table<AccountCostRow> Accounts = new(
        "AccountCosts", 6, new("Load", c => c.Load), new("Account", c => c.Account), new("BillingEntity", c => c.BillingEntity), new("ProductCode", c => c.ProductCode), new("AgreementId", c => c.AgreementId),
        new("Currency", c => c.Currency), new("Unblended", c => c.Unblended), new("Net", c => c.Net), new("Amortised", c => c.Amortised));

    public static readonly Table<ProductCostRow> Products = new(
        "ProductCosts", 5, new("Load", c => c.Load), new("BillingEntity", c => c.BillingEntity), new("ProductCode", c => c.ProductCode), new("LineItemType", c => c.LineItemType),
        new("Currency", c => c.Currency), new("ProductName", c => c.ProductName), new("Unblended", c => c.Unblended), new("Net", c => c.Net), new("Amortised", c => c.Amortised), new("Accounts", c => c.Accounts));

    public static readonly Table<DayCostRow> Days = new(
        "DayCosts", 6, new("Load", c => c.Load), new("Day", c => c.Day), new("BillingEntity", c => c.BillingEntity), new("ProductCode", c => c.ProductCode), new("LineItemType", c => c.LineItemType),
        new("Currency", c => c.Currency), new("Unblended", c => c.Unblended), new("Net", c => c.Net), new("Amortised", c => c.Amortised));

    public static readonly Table<ReportFaultRow> Faults = new(
        "ReportFaults", 2, new("Load", f => f.Load), new("Place", f => f.Place), new("File", f => f.File), new("Line", f => f.Line), new("Reason", f => f.Reason), new("Excerpt", f => f.Excerpt));

    /// <summary>All of them, by which a load is taken away again.</summary>
    public static readonly Table[] All = [Keys, Costs, Accounts, Products, Days, Faults];
}
