using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Ingest;

/// <summary>The rows of a load: its costs, and what overviews add up, made in one pass.</summary>
internal sealed class CostSummary
{
    /// <summary>What is the same for all days of a key: the reading gives one object for each key.</summary>
    private readonly Dictionary<CostKey, KeySums> _parts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<CostKey, int> _keys = [];
    private readonly Dictionary<(string Account, string Entity, string Product, string Agreement, string Currency), Sums> _accounts = [];
    private readonly Dictionary<(string Entity, string Product, string Type, string Currency), ProductSums> _products = [];
    private readonly Dictionary<(int Day, string Entity, string Product, string Type, string Currency), Sums> _days = [];

    private CostSummary(long load) => Load = load;

    public long Load { get; }

    /// <summary>In the order of the table's key.</summary>
    public IEnumerable<CostRow> Costs() =>
        _parts.Values.OrderBy(part => part.Account, StringComparer.Ordinal).ThenBy(part => part.Key).SelectMany(part => part.Costs.OrderBy(cost => cost.Day), (part, cost) => new CostRow
        {
            Load = Load,
            Account = part.Account,
            Key = part.Key,
            Day = cost.Day.Day,
            Unblended = cost.Unblended.Units,
            Net = cost.Net.Units,
            Amortised = cost.Amortised.Units,
            Lines = (int)Math.Min(cost.Rows, int.MaxValue),
        });

    /// <summary>Whether a cost has no invoice yet: the month is not final (aws-operations.md C.7).</summary>
    public bool Open { get; private set; }

    public int Accounts => _accounts.Keys.Select(k => k.Account).Distinct(StringComparer.Ordinal).Count();

    /// <summary>Refused with <c>REPORT_SUM_TOO_LARGE</c> when a month's sum of an account or a product is more than 922 millions.</summary>
    public static Result<CostSummary> Of(long load, IEnumerable<Cost> costs)
    {
        var summary = new CostSummary(load);
        try
        {
            foreach (var cost in costs) summary.Add(cost);
        }
        catch (OverflowException)
        {
            return Problem.Limit("The costs of one account, product or day are more than 922 millions.") with { Code = "REPORT_SUM_TOO_LARGE" };
        }

        return summary;
    }

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
        Tags = TagText.Write(k.Key.Tags),
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
        Unblended = p.Value.Sums.Unblended,
        Net = p.Value.Sums.Net,
        Amortised = p.Value.Sums.Amortised,
        Accounts = p.Value.Accounts.Count,
    });

    public IEnumerable<DayCostRow> DayCosts() => _days.Select(d => new DayCostRow
    {
        Load = Load,
        Day = d.Key.Day,
        BillingEntity = d.Key.Entity,
        ProductCode = d.Key.Product,
        LineItemType = d.Key.Type,
        Currency = d.Key.Currency,
        Unblended = d.Value.Unblended,
        Net = d.Value.Net,
        Amortised = d.Value.Amortised,
    });

    private void Add(Cost cost)
    {
        if (!_parts.TryGetValue(cost.Key, out var part)) _parts.Add(cost.Key, part = PartOf(cost.Key));
        part.Costs.Add(cost);
        Open |= cost.Key.InvoiceId.Length == 0 && cost.Unblended.Units != 0;
        part.OfAccount.Add(cost);
        part.OfProduct.Add(cost);
        (part.OfDays[cost.Day.Day] ??= Sum(_days, (cost.Day.Day, cost.Key.BillingEntity, cost.Key.ProductCode, cost.Key.LineItemType, cost.Key.Currency))).Add(cost);
    }

    private KeySums PartOf(CostKey key)
    {
        // The account stands with the cost itself: what is left is shared by all accounts.
        var shared = key with { Account = Nobody };
        if (!_keys.TryGetValue(shared, out var number)) _keys.Add(shared, number = _keys.Count);
        var product = (key.BillingEntity, key.ProductCode, key.LineItemType, key.Currency);
        if (!_products.TryGetValue(product, out var sums)) _products.Add(product, sums = new ProductSums(key.ProductName));
        sums.Accounts.Add(key.Account.Value);
        return new KeySums(key.Account.Value, number, Sum(_accounts, (key.Account.Value, key.BillingEntity, key.ProductCode, key.AgreementId, key.Currency)), sums.Sums);
    }

    private static readonly AccountId Nobody = new("000000000000");

    private static Sums Sum<TKey>(Dictionary<TKey, Sums> of, TKey key)
        where TKey : notnull
    {
        if (!of.TryGetValue(key, out var sums)) of.Add(key, sums = new Sums());
        return sums;
    }

    private sealed class Sums
    {
        public long Unblended { get; private set; }

        public long Net { get; private set; }

        public long Amortised { get; private set; }

        public void Add(Cost cost) =>
            (Unblended, Net, Amortised) = checked((Unblended + cost.Unblended.Units, Net + cost.Net.Units, Amortised + cost.Amortised.Units));
    }

    private sealed record KeySums(string Account, int Key, Sums OfAccount, Sums OfProduct)
    {
        /// <summary>By the day of the month.</summary>
        public Sums?[] OfDays { get; } = new Sums?[32];

        public List<Cost> Costs { get; } = [];
    }

    private sealed record ProductSums(string Name)
    {
        public Sums Sums { get; } = new();

        public HashSet<string> Accounts { get; } = new(StringComparer.Ordinal);
    }
}
