using System.Collections.Immutable;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing;

/// <summary>How an organization's costs are read, priced and billed. vendor-integration.md 15.2 to 15.5.</summary>
public sealed record BillingSettings
{
    public static BillingSettings Standard { get; } = new();

    /// <summary>Tags whose values costs are kept apart by, as they are called on resources; at most <see cref="MostTags"/>.</summary>
    public ImmutableArray<string> TagKeys { get; init; } = [];

    /// <summary>Usage types that costs are kept apart by, exactly as AWS writes them; at most <see cref="MostUsageTypes"/>.</summary>
    public ImmutableArray<string> UsageTypes { get; init; } = [];

    /// <summary>Whether a new version waits for a person's word before it comes in force.</summary>
    public bool Hold { get; init; }

    public PriceDefaults Prices { get; init; } = PriceDefaults.AsReported;

    /// <summary>What statements are billed in; null: the report's currency.</summary>
    public string? Currency { get; init; }

    /// <summary>The day of the next month on which a month may be made final even though AWS has not issued all invoices: 1 to 28.</summary>
    public int FinalDay { get; init; } = 10;

    /// <summary>Days from sending to the last day to pay: 0 to 365.</summary>
    public int DaysToPay { get; init; } = 30;

    public const int MostTags = 5;

    public const int MostUsageTypes = 50;

    /// <summary>Everything that is wrong, by the member's name; empty when nothing is. Percentages are held to their bounds where they are read.</summary>
    public IEnumerable<Problem> Faults()
    {
        if (TagKeys.Length > MostTags || TagKeys.Any(k => k.Length is 0 or > 128 || k.Any(Texts.Forbidden))) yield return Problem.Malformed($"At most {MostTags} tag keys, each of 1 to 128 characters.", nameof(TagKeys));
        if (TagKeys.Distinct(StringComparer.Ordinal).Count() != TagKeys.Length) yield return Problem.Malformed("Each tag key once.", nameof(TagKeys));
        if (UsageTypes.Length > MostUsageTypes || UsageTypes.Any(k => k.Length is 0 or > 256 || k.Any(Texts.Forbidden))) yield return Problem.Malformed($"At most {MostUsageTypes} usage types, each of 1 to 256 characters.", nameof(UsageTypes));
        if (Currency is not null && !Currencies.All.Contains(Currency)) yield return Problem.Malformed("A currency such as USD.", nameof(Currency));
        if (FinalDay is < 1 or > 28) yield return Problem.Malformed("A day between 1 and 28.", nameof(FinalDay));
        if (DaysToPay is < 0 or > 365) yield return Problem.Malformed("Between 0 and 365 days.", nameof(DaysToPay));
    }

    /// <summary>What is different, by the members of <see cref="BillingSettingsText"/>; empty when nothing is.</summary>
    public ImmutableArray<string> ChangedIn(BillingSettings after)
    {
        (string Member, bool Same)[] members =
        [
            (nameof(BillingSettingsText.TagKeys), TagKeys.SequenceEqual(after.TagKeys)), (nameof(BillingSettingsText.UsageTypes), UsageTypes.SequenceEqual(after.UsageTypes)), (nameof(BillingSettingsText.Hold), Hold == after.Hold),
            (nameof(BillingSettingsText.Markup), Prices.Aws == after.Prices.Aws), (nameof(BillingSettingsText.MarketplaceMarkup), Prices.Marketplace == after.Prices.Marketplace),
            (nameof(BillingSettingsText.Credits), Prices.Credits == after.Prices.Credits), (nameof(BillingSettingsText.CreditShare), Prices.Share == after.Prices.Share),
            (nameof(BillingSettingsText.Currency), Currency == after.Currency), (nameof(BillingSettingsText.FinalDay), FinalDay == after.FinalDay), (nameof(BillingSettingsText.DaysToPay), DaysToPay == after.DaysToPay),
        ];
        return [.. members.Where(m => !m.Same).Select(m => m.Member)];
    }
}
