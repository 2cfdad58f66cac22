using Guildhall.Domain.Billing;

namespace Guildhall.Tests.Domain.Billing;

/// <summary>What each month is billed in, and by which rates: now and then in the report's currency.</summary>
internal sealed class RandomRates(int seed)
{
    private static readonly string[] Currencies = ["", "EUR", "JPY", "CHF"];

    private readonly Dictionary<(DateOnly, string), ExchangeRate?> _rates = [];

    public ExchangeRate? Of(DateOnly month, string reported)
    {
        if (_rates.TryGetValue((month, reported), out var rate)) return rate;
        var random = new Random(seed + month.DayNumber + reported[0]);
        var billed = Currencies[(seed + month.Month) % Currencies.Length];
        return _rates[(month, reported)] = billed is "" || billed == reported ? null : new ExchangeRate(reported, billed, random.NextInt64(1, 3_000_000_000_000) / 10_000_000_000m);
    }
}
