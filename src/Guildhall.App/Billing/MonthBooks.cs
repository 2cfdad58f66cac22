using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing;

/// <summary>Everything beside the report that a month's statements are made of: what is frozen when the month is closed. vendor-integration.md 15.5.</summary>
/// <param name="Rules">Every rule that holds on some day.</param>
/// <param name="Currency">What is billed in; null: the report's.</param>
/// <param name="Rates">The month's.</param>
/// <param name="Accounts">By id.</param>
public sealed record MonthBooks(ImmutableArray<PriceRule> Rules, PriceDefaults Defaults, string? Currency, ImmutableArray<ExchangeRate> Rates, ImmutableArray<BilledAccount> Accounts)
{
    /// <summary>The load that statements last told of.</summary>
    public long Told { get; init; }

    /// <summary>How an account of the report is known.</summary>
    public Func<string, BilledAccount> Lookup()
    {
        var known = Accounts.ToDictionary(a => a.Id, StringComparer.Ordinal);
        return id => known.GetValueOrDefault(id) ?? BilledAccount.Unknown(id);
    }

    /// <summary>What a company is billed in for costs in a currency of the report; null: that one.</summary>
    public ExchangeRate? RateOf(string reported) => IsConverted(reported) ? Rates.FirstOrDefault(r => r.From == reported && r.To == Currency) : null;

    /// <summary>Whether a rate is needed for costs in a currency of the report, and is not there.</summary>
    public bool LacksRate(string reported) => IsConverted(reported) && RateOf(reported) is null;

    public bool IsConverted(string reported) => Currency is not null && Currency != reported;

    /// <summary>Whether prices and rates are the same; accounts may have moved.</summary>
    internal bool IsPricedAs(MonthBooks other) => (this with { Accounts = [], Told = 0 }).Write() == (other with { Accounts = [], Told = 0 }).Write();

    internal string Write() => JsonSerializer.Serialize(this);

    internal static MonthBooks Parse(string json) => JsonSerializer.Deserialize<MonthBooks>(json)!;
}
