using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Store;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Budgets;

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

    /// <param name="accounts">Null for all.</param>
    /// <param name="over">Whether the month is over: nothing is forecast then.</param>
    public BudgetSpend Of(ImmutableArray<string>? accounts, string currency, bool over)
    {
        if (load == 0) return BudgetSpend.None;
        // One after another: a connection reads one thing at a time.
        ImmutableArray<DayLine> lines = accounts is { } some ? [.. some.SelectMany(account => DayLines.OfAccount(moment, load, account))] : _all.Value;
        var uncounted = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        var costs = new List<DayCost>();
        foreach (var line in lines)
        {
            if (RateOf(line.Currency, currency) is { } rate) costs.Add(new DayCost(line.Day, MonthForecast.IsOnce(line.LineItemType), Converted(line.Sum.Units, rate)));
            else uncounted.Add(line.Currency);
        }

        Int128 actual = 0;
        foreach (var cost in costs) actual += cost.Units;

        // The day of the delivery is the organization's: an account that costs nothing on a day has not been delivered later.
        var last = _all.Value.Where(l => !MonthForecast.IsOnce(l.LineItemType)).Select(l => l.Day).DefaultIfEmpty().Max();
        return new BudgetSpend(actual, over ? null : MonthForecast.Of(costs, last, month.Days), last, uncounted.ToImmutable());
    }

    private decimal? RateOf(string from, string to) => from == to ? 1 : _rates.Value.TryGetValue((from, to), out var rate) ? rate : null;

    private static Int128 Converted(Int128 units, decimal rate) => rate == 1 ? units : Rounding.Divide(units * (Int128)(rate * Amount.One), Amount.One);
}
