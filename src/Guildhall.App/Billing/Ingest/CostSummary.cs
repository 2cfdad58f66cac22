using System.Collections.Immutable;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Ingest;

/// <summary>The rows of a load: its costs, and what overviews add up, made in one pass.</summary>
internal sealed class CostSummary
{
    private static readonly AccountId Nobody = new("000000000000");

    private readonly List<CostRow> _costs = [];
    private readonly Dictionary<CostKey, int> _keys = [];
    private readonly Dictionary<(string Account, string Entity, string Product, string Agreement, string Currency), CostTotals> _accounts = [];
    private readonly Dictionary<(string Entity, string Product, string Type, string Currency), ProductTotals> _products = [];

    private readonly ImmutableArray<string> _tagKeys;

    private CostSummary(long load, ImmutableArray<string> tagKeys) => (Load, _tagKeys) = (load, tagKeys);

    public long Load { get; }

    /// <summary>Whether a cost has no invoice yet: the month is not final (aws-operations.md C.7).</summary>
    public bool Open { get; private set; }

    public int Accounts => _accounts.Keys.Select(k => k.Account).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Refused with <c>REPORT_SUM_TOO_LARGE</c> when a month's sum of an account or a product is more than 922 millions.</summary>
    /// <param name="tagKeys">Of the tags that costs are kept apart by.</param>
    /// <param name="costs">Those of a key one after another.</param>
    public static Result<CostSummary> Of(long load, ImmutableArray<string> tagKeys, IEnumerable<Cost> costs)
    {
        var summary = new CostSummary(load, tagKeys);
        try
        {
            var days = new List<Cost>();
            foreach (var cost in costs)
            {
                if (days.Count > 0 && !ReferenceEquals(days[0].Key, cost.Key)) summary.Take(days);
                days.Add(cost);
            }

            if (days.Count > 0) summary.Take(days);
        }
        catch (OverflowException)
        {
            return Problem.Limit("The costs of one account, product or day are more than 922 millions.") with { Code = "REPORT_SUM_TOO_LARGE" };
        }

        return summary;
    }

    /// <summary>In the order of the table's key.</summary>
    public IEnumerable<CostRow> Costs() => _costs.OrderBy(cost => cost.Account, StringComparer.Ordinal).ThenBy(cost => cost.Key);

    public IEnumerable<CostKeyRow> Keys() => _keys.Select(k => new CostKeyRow
    {
        Load = Load,
        Key = k.Value,
        BillingEntity = k.Key.BillingEntity,
        LegalEntity = k.Key.LegalEntity,
        ProductCode = k.Key.ProductCode,
        ProductName = k.Key.ProductName,
        LineItemType = k.Key.LineItemType,
        Region = k.Key.Region,
        UsageType = k.Key.UsageType,
        Currency = k.Key.Currency,
        InvoiceId = k.Key.InvoiceId,
        AgreementId = k.Key.AgreementId,
        Tags = TagText.Write(_tagKeys, k.Key.Tags),
    });

    public IEnumerable<AccountCostRow> AccountCosts() => _accounts.Select(a => new AccountCostRow
    {
        Load = Load,
        Account = a.Key.Account,
        BillingEntity = a.Key.Entity,
        ProductCode = a.Key.Product,
        AgreementId = a.Key.Agreement,
        Currency = a.Key.Currency,
        Unblended = a.Value.Unblended,
        Net = a.Value.Net,
        Amortised = a.Value.Amortised,
    });

    public IEnumerable<ProductCostRow> ProductCosts() => _products.Select(p => new ProductCostRow
    {
        Load = Load,
        BillingEntity = p.Key.Entity,
        ProductCode = p.Key.Product,
        LineItemType = p.Key.Type,
        Currency = p.Key.Currency,
        ProductName = p.Value.Name,
        Unblended = p.Value.Month.Unblended,
        Net = p.Value.Month.Net,
        Amortised = p.Value.Month.Amortised,
        Accounts = p.Value.Accounts.Count,
    });

    public IEnumerable<DayCostRow> DayCosts() => _products.SelectMany(p => p.Value.Days, (p, d) => new DayCostRow
    {
        Load = Load,
        Day = d.Day,
        BillingEntity = p.Key.Entity,
        ProductCode = p.Key.Product,
        LineItemType = p.Key.Type,
        Currency = p.Key.Currency,
        Unblended = d.Totals.Unblended,
        Net = d.Totals.Net,
        Amortised = d.Totals.Amortised,
    });

    /// <summary>Takes all days of a key, and leaves none.</summary>
    private void Take(List<Cost> days)
    {
        var (key, month) = (days[0].Key, new CostTotals());
        var product = ProductOf(key);
        foreach (var day in days)
        {
            month.Add(day);
            product.Add(day);
            Open |= key.InvoiceId.Length == 0 && day.Unblended.Units != 0;
        }

        AccountOf(key).Add(month);
        _costs.Add(new CostRow { Load = Load, Account = key.Account.Value, Key = NumberOf(key), Unblended = month.Unblended, Lines = days.Sum(d => d.Rows), Days = PackedDays.Write(days) });
        days.Clear();
    }

    /// <summary>The account stands with the cost itself: what is left is shared by all accounts.</summary>
    private int NumberOf(CostKey key)
    {
        var shared = key with { Account = Nobody };
        if (!_keys.TryGetValue(shared, out var number)) _keys.Add(shared, number = _keys.Count);
        return number;
    }

    private CostTotals AccountOf(CostKey key)
    {
        var account = (key.Account.Value, key.BillingEntity, key.ProductCode, key.AgreementId, key.Currency);
        if (!_accounts.TryGetValue(account, out var totals)) _accounts.Add(account, totals = new CostTotals());
        return totals;
    }

    private ProductTotals ProductOf(CostKey key)
    {
        var product = (key.BillingEntity, key.ProductCode, key.LineItemType, key.Currency);
        if (!_products.TryGetValue(product, out var totals)) _products.Add(product, totals = new ProductTotals(key.ProductName));
        totals.Accounts.Add(key.Account.Value);
        return totals;
    }
}
