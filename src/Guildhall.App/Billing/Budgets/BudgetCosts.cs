using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Billing.Spend;
using Guildhall.App.Store;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.App.Billing.Budgets;

/// <summary>What a month has cost those whom a budget is for: unblended, as AWS reports, in the budget's currency.</summary>
/// <param name="Uncounted">Currencies of the report that have no rate.</param>
internal sealed record BudgetSpend(Int128 Actual, Int128? Forecast, int LastDay, ImmutableSortedSet<string> Uncounted)
{
    public static BudgetSpend None { get; } = new(0, null, 0, []);
}

/// <summary>Reads the costs of a load that budgets count, of one moment. vendor-integration.md 15.6.</summary>
/// <param name="load">The load in force; 0 when there is none.</param>
internal sealed class BudgetCosts(PlainReading moment, BillingMonth month, long load)
{
    private readonly Lazy<ImmutableArray<DayLine>> _all = new(() => [.. DayLines.OfAll(moment, load)]);

    private readonly Lazy<Dictionary<(string From, string To), decimal>> _rates = new(() => moment
        .Rows("""SELECT "From", "To", "Rate" FROM "ExchangeRates" WHERE "Month" = @month""", ("month", month.Number))
        .ToDictionary(row => (row.GetString(0), row.GetString(1)), row => decimal.Parse(row.GetString(2), CultureInfo.InvariantCulture)));

    private int? _lastDay;

    /// <summary>The last day of the delivery, which is the organization's: an account that costs nothing on a day has not been delivered later.</summary>
    private int LastDay => _lastDay ??= _all.Value.Where(l => !MonthForecast.IsOnce(l.LineItemType)).Select(l => l.Day).DefaultIfEmpty().Max();

    /// <param name="accounts">Null for all.</param>
    /// <param name="over">Whether the month is over: nothing is forecast then.</param>
    public BudgetSpend Of(ImmutableArray<string>? accounts, string currency, bool over)
    {
        if (load == 0) return BudgetSpend.None;
        // One after another: a connection reads one thing at a time.
        var (costs, uncounted) = Counted(accounts is { } some ? [.. DayLines.OfAccounts(moment, load, some)] : _all.Value, currency);
        return new BudgetSpend(Sum(costs), over ? null : MonthForecast.Of(costs.Select(c => c.Cost), LastDay, month.Days), LastDay, uncounted);
    }

    /// <summary>The same of an account, AWS and AWS Marketplace apart; null when there is no load.</summary>
    /// <param name="currency">Null for the one that most of its costs are in.</param>
    public AccountMonth? OfAccount(string account, string? currency)
    {
        if (load == 0) return null;
        ImmutableArray<DayLine> lines = [.. DayLines.OfAccounts(moment, load, [account])];
        var chosen = currency ?? SpendCurrencies.ByUse(lines.Select(l => l.Currency)).Concat(SpendCurrencies.ByUse(_all.Value.Select(l => l.Currency))).FirstOrDefault();
        if (chosen is null) return null;
        var (all, uncounted) = Counted(lines, chosen);
        var market = all.Where(c => c.Marketplace).ToList();
        var whole = MonthForecast.Of(all.Select(c => c.Cost), LastDay, month.Days);
        var part = MonthForecast.OfPart(market.Select(c => c.Cost), all.Select(c => c.Cost), LastDay, month.Days);
        return new AccountMonth(month, chosen, Apart(Sum(all), Sum(market)), whole is { } sum && part is { } some ? Apart(sum, some) : null, LastDay > 0 ? month.First.AddDays(LastDay - 1) : null, [.. uncounted]);
    }

    private static SpendAmount Apart(Int128 all, Int128 marketplace) => new(new AmountSum(all - marketplace), new AmountSum(marketplace));

    private static Int128 Sum(IEnumerable<(DayCost Cost, bool Marketplace)> costs) => costs.Aggregate((Int128)0, (sum, c) => sum + c.Cost.Units);

    private (List<(DayCost Cost, bool Marketplace)> Costs, ImmutableSortedSet<string> Uncounted) Counted(ImmutableArray<DayLine> lines, string currency)
    {
        var (costs, uncounted) = (new List<(DayCost, bool)>(), ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal));
        foreach (var line in lines)
        {
            if (RateOf(line.Currency, currency) is { } rate) costs.Add((new DayCost(line.Day, MonthForecast.IsOnce(line.LineItemType), Converted(line.Sum.Units, rate)), line.BillingEntity == BillingEntity.Marketplace));
            else uncounted.Add(line.Currency);
        }

        return (costs, uncounted.ToImmutable());
    }

    private decimal? RateOf(string from, string to) => from == to ? 1 : _rates.Value.TryGetValue((from, to), out var rate) ? rate : null;

    private static Int128 Converted(Int128 units, decimal rate) => rate == 1 ? units : Rounding.Divide(units * (Int128)(rate * Amount.One), Amount.One);
}
