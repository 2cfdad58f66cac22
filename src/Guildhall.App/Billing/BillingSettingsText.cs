using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Billing.Prices;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing;

/// <summary>A change of billing settings as it is typed: on a page, in a document. What is null stays as it is. vendor-integration.md 15.2 to 15.5.</summary>
public sealed record BillingSettingsText
{
    public ImmutableArray<string>? TagKeys { get; init; }

    public ImmutableArray<string>? UsageTypes { get; init; }

    public bool? Hold { get; init; }

    /// <summary>Percent on what AWS sells, where no rule is.</summary>
    public string? Markup { get; init; }

    /// <summary>The same on what others sell through AWS Marketplace.</summary>
    public string? MarketplaceMarkup { get; init; }

    /// <summary>One of <see cref="PriceWords.Credits"/>.</summary>
    public string? Credits { get; init; }

    /// <summary>Percent of credits and refunds that are the customer's, when they are shared.</summary>
    public string? CreditShare { get; init; }

    /// <summary>ISO 4217; empty for the report's.</summary>
    public string? Currency { get; init; }

    public string? FinalDay { get; init; }

    public string? DaysToPay { get; init; }

    /// <summary>The settings as somebody types them.</summary>
    public static BillingSettingsText Of(BillingSettings settings) => new()
    {
        TagKeys = settings.TagKeys,
        UsageTypes = settings.UsageTypes,
        Hold = settings.Hold,
        Markup = $"{settings.Prices.Aws}",
        MarketplaceMarkup = $"{settings.Prices.Marketplace}",
        Credits = PriceWords.Of(settings.Prices.Credits),
        CreditShare = $"{settings.Prices.Share}",
        Currency = settings.Currency ?? "",
        FinalDay = settings.FinalDay.ToString(CultureInfo.InvariantCulture),
        DaysToPay = settings.DaysToPay.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>What it makes of the settings before. Refused: everything that is wrong, by the member's name.</summary>
    public Result<BillingSettings> Read(BillingSettings before)
    {
        var wrong = new List<Problem>();
        var settings = new BillingSettings
        {
            TagKeys = TagKeys ?? before.TagKeys,
            UsageTypes = UsageTypes ?? before.UsageTypes,
            Hold = Hold ?? before.Hold,
            Prices = new PriceDefaults(
                Share(Markup, before.Prices.Aws, -100, 1_000, nameof(Markup)), Share(MarketplaceMarkup, before.Prices.Marketplace, -100, 1_000, nameof(MarketplaceMarkup)),
                Handling(before.Prices.Credits), Share(CreditShare, before.Prices.Share, 0, 100, nameof(CreditShare))),
            Currency = Currency is null ? before.Currency : Currency.Trim() is { Length: > 0 } currency ? currency.ToUpperInvariant() : null,
            FinalDay = Days(FinalDay, before.FinalDay),
            DaysToPay = Days(DaysToPay, before.DaysToPay),
        };
        wrong.AddRange(settings.Faults());
        return wrong.Count == 0 ? settings : wrong.ToImmutableArray();

        Percent Share(string? typed, Percent otherwise, decimal least, decimal most, string member)
        {
            if (typed is null) return otherwise;
            var read = Percent.Read(typed.Trim(), least, most, member);
            wrong.AddRange(read.Problems);
            return read.Refused ? otherwise : read.Value;
        }

        CreditHandling Handling(CreditHandling otherwise)
        {
            if (Credits is null) return otherwise;
            if (PriceWords.Credits.TryGetValue(Credits.Trim(), out var handling)) return handling;
            wrong.Add(Problem.Malformed($"One of {string.Join(", ", PriceWords.Credits.Keys)}.", nameof(Credits)));
            return otherwise;
        }
    }

    /// <summary>What is no number is refused as one beyond the bounds.</summary>
    private static int Days(string? typed, int otherwise) =>
        typed is null ? otherwise : int.TryParse(typed.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) ? days : int.MinValue;
}
