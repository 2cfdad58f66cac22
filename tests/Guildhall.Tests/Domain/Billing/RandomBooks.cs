using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.Tests.Domain.Billing;

/// <summary>A random month: accounts with and without companies, costs of all kinds in several currencies, rules that overlap.</summary>
internal sealed class RandomBooks
{
    public const string Organization = "o-1";

    private static readonly string[] Currencies = ["USD", "EUR", "JPY"];
    private static readonly string[] Services = ["AmazonEC2", "AmazonS3", "AWSLambda"];
    private static readonly string[] Types =
    [
        LineItemType.Usage, LineItemType.Usage, LineItemType.Fee, LineItemType.Tax, LineItemType.Credit, LineItemType.Refund, LineItemType.SavingsPlanNegation, "EdpDiscount", "Unheard",
    ];

    private readonly Random _random;

    public RandomBooks(int seed)
    {
        _random = new Random(seed);
        Accounts = [.. Enumerable.Range(0, _random.Next(1, 8)).Select(Account)];
        Costs = [.. Enumerable.Range(0, _random.Next(0, 120)).Select(_ => Cost())];
        Rules = [.. Enumerable.Range(0, _random.Next(0, 8)).Select(Rule)];
        Defaults = new PriceDefaults(Percentage(-100, 1_000), Percentage(-100, 1_000), (CreditHandling)_random.Next(3), Percentage(0, 100));
    }

    public BillingMonth Month { get; } = new(202609);

    public ImmutableArray<BilledAccount> Accounts { get; }

    public ImmutableArray<Cost> Costs { get; }

    public ImmutableArray<PriceRule> Rules { get; }

    public PriceDefaults Defaults { get; }

    public BilledAccount Find(string id) => Accounts.FirstOrDefault(a => a.Id == id) ?? BilledAccount.Unknown(id);

    public ImmutableArray<PricedCost> Priced(IEnumerable<Cost> costs) => [.. new Pricing(new RuleBook(Rules, Organization, Month.First), Defaults).Price(costs, Find)];

    /// <summary>The same month as it is restated: some lines gone, some changed, some new.</summary>
    public ImmutableArray<Cost> Restated() =>
        [.. Costs.Where(_ => _random.Next(8) > 0).Select(c => _random.Next(4) == 0 ? c with { Unblended = Money() } : c), .. Enumerable.Range(0, _random.Next(5)).Select(_ => Cost())];

    public Amount Money() => new(_random.Next(6) == 0 ? _random.NextInt64(-90_000_000, 90_000_000) : _random.NextInt64(-5_000, 50_000) * _random.NextInt64(1, 100_000_000));

    private static string Id(int account) => $"{100_000_000_000 + account}";

    private BilledAccount Account(int index) => new(Id(index), $"Account {index}", null, _random.Next(4) == 0 ? null : $"Company {_random.Next(3)}", null);

    private Cost Cost()
    {
        var marketplace = _random.Next(4) == 0;
        var service = Services[_random.Next(Services.Length)];
        var key = new CostKey
        {
            // One more than there are accounts: the report may know one that we do not.
            Account = new AccountId(Id(_random.Next(Accounts.Length + 1))),
            BillingEntity = marketplace ? BillingEntity.Marketplace : BillingEntity.Aws,
            ProductCode = service,
            ProductName = service,
            LineItemType = Types[_random.Next(Types.Length)],
            Region = _random.Next(2) == 0 ? "eu-west-1" : "us-east-1",
            Currency = _random.Next(3) > 0 ? "USD" : Currencies[_random.Next(Currencies.Length)],
            AgreementId = marketplace && _random.Next(2) == 0 ? "agmt-1" : "",
        };
        var amount = Money();
        return new Cost(Month.First.AddDays(_random.Next(Month.Days)), key, amount, amount, amount, 1);
    }

    private PriceRule Rule(int index)
    {
        var kind = (PriceKind)_random.Next(5);
        var from = Month.First.AddDays(_random.Next(-20, 20));
        return new PriceRule
        {
            Id = $"price-{_random.Next(6)}",
            Version = index,
            Name = $"Rule {index}",
            Kind = kind,
            Percent = kind == PriceKind.Discount ? Percentage(0, 100) : kind == PriceKind.ManagedService ? Percentage(0, 1_000) : Percentage(-100, 1_000),
            Tiers = kind == PriceKind.Tiered ? Tiers() : [],
            Fee = kind == PriceKind.FixedFee ? new Amount(_random.NextInt64(0, 1_000) * Amount.One / 3) : Amount.Zero,
            Currency = kind == PriceKind.FixedFee ? Currencies[_random.Next(Currencies.Length)] : null,
            Scope = Scope(),
            Target = Target(),
            Tenant = _random.Next(4) switch { 0 => Organization, 1 => "o-2", _ => null },
            From = from,
            Until = _random.Next(3) == 0 ? from.AddDays(_random.Next(30)) : null,
            Priority = _random.Next(3),
            Made = new DateTimeOffset(2026, 1, 1 + _random.Next(3), 0, 0, 0, TimeSpan.Zero),
        };
    }

    private PriceScope Scope() => (PriceScopeKind)_random.Next(7) switch
    {
        PriceScopeKind.BillingEntity => new(PriceScopeKind.BillingEntity, BillingEntity.Marketplace),
        PriceScopeKind.LineItemType => new(PriceScopeKind.LineItemType, Types[_random.Next(Types.Length)]),
        PriceScopeKind.Region => new(PriceScopeKind.Region, "eu-west-1"),
        PriceScopeKind.Service => new(PriceScopeKind.Service, Services[_random.Next(Services.Length)]),
        PriceScopeKind.MarketplaceProduct => new(PriceScopeKind.MarketplaceProduct, Services[_random.Next(Services.Length)]),
        _ => PriceScope.Everything,
    };

    private PriceTarget Target() => (PriceTargetKind)_random.Next(4) switch
    {
        PriceTargetKind.Organization => new(PriceTargetKind.Organization, _random.Next(4) == 0 ? "o-2" : Organization),
        PriceTargetKind.Company => new(PriceTargetKind.Company, $"Company {_random.Next(3)}"),
        PriceTargetKind.Account => new(PriceTargetKind.Account, Id(_random.Next(8))),
        _ => PriceTarget.All,
    };

    private ImmutableArray<PriceTier> Tiers()
    {
        var parts = _random.Next(1, 4);
        return [.. Enumerable.Range(1, parts).Select(i => new PriceTier(i == parts ? null : new Amount(i * 1_000 * Amount.One), Percentage(-100, 1_000)))];
    }

    private Percent Percentage(int least, int most) => _random.Next(4) == 0 ? Percent.Zero : new(_random.Next(least * 10_000, (most * 10_000) + 1));
}
