using System.Globalization;
using Guildhall.App.Billing;
using Guildhall.Domain.Billing;

namespace Guildhall.Server.Ui.Console.SpendSettings;

/// <summary>How billing settings are told on pages: their titles, their values, and what a change of each does.</summary>
internal static class SpendSettingsWords
{
    /// <summary>Every setting by its title.</summary>
    public static IReadOnlyList<(string Title, string Text)> Told(BillingSettings settings) => [.. Members.Select(m => (Title(m), Text(settings, m)))];

    /// <summary>As <see cref="BillingSettingsText"/> calls them, in the order of the form.</summary>
    public static IReadOnlyList<string> Members { get; } =
    [
        nameof(BillingSettingsText.TagKeys), nameof(BillingSettingsText.UsageTypes), nameof(BillingSettingsText.Hold), nameof(BillingSettingsText.Markup), nameof(BillingSettingsText.MarketplaceMarkup),
        nameof(BillingSettingsText.Credits), nameof(BillingSettingsText.CreditShare), nameof(BillingSettingsText.Currency), nameof(BillingSettingsText.FinalDay), nameof(BillingSettingsText.DaysToPay),
    ];

    public static string Title(string member) => member switch
    {
        nameof(BillingSettingsText.TagKeys) => "Tag keys",
        nameof(BillingSettingsText.UsageTypes) => "Usage types",
        nameof(BillingSettingsText.Hold) => "New versions",
        nameof(BillingSettingsText.Markup) => "Markup on AWS",
        nameof(BillingSettingsText.MarketplaceMarkup) => "Markup on AWS Marketplace",
        nameof(BillingSettingsText.Credits) => "Credits and refunds",
        nameof(BillingSettingsText.CreditShare) => "Share of credits",
        nameof(BillingSettingsText.Currency) => "Currency",
        nameof(BillingSettingsText.FinalDay) => "Final day",
        nameof(BillingSettingsText.DaysToPay) => "Days to pay",
        _ => throw new ArgumentOutOfRangeException(nameof(member)),
    };

    public static string Text(BillingSettings settings, string member) => member switch
    {
        nameof(BillingSettingsText.TagKeys) => List(settings.TagKeys),
        nameof(BillingSettingsText.UsageTypes) => List(settings.UsageTypes),
        nameof(BillingSettingsText.Hold) => settings.Hold ? "Wait for approval" : "Come in force at once",
        nameof(BillingSettingsText.Markup) => $"{settings.Prices.Aws} %",
        nameof(BillingSettingsText.MarketplaceMarkup) => $"{settings.Prices.Marketplace} %",
        nameof(BillingSettingsText.Credits) => Of(settings.Prices.Credits),
        nameof(BillingSettingsText.CreditShare) => $"{settings.Prices.Share} %",
        nameof(BillingSettingsText.Currency) => settings.Currency ?? "The report's",
        nameof(BillingSettingsText.FinalDay) => settings.FinalDay.ToString(CultureInfo.InvariantCulture),
        nameof(BillingSettingsText.DaysToPay) => settings.DaysToPay.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(member)),
    };

    public static string Of(CreditHandling handling) => handling switch
    {
        CreditHandling.Keep => "Are kept",
        CreditHandling.Share => "Are shared with the customer",
        _ => "Are the customer's",
    };

    /// <summary>From when on a change counts, and for what.</summary>
    public static string Effect(string member, BillingSettings after) => member switch
    {
        nameof(BillingSettingsText.TagKeys) => "From the next reading on costs are kept apart by these. Months that are read already stay as they are: reprocess their newest usage run to have it there too.",
        nameof(BillingSettingsText.UsageTypes) => "From the next reading on costs are kept apart by these. Months that are read already stay as they are: reprocess their newest usage run to have it there too. A price rule for a usage type that is no longer named finds no line in what is read from then on.",
        nameof(BillingSettingsText.Hold) when after.Hold => "From the next reading on each new version waits until somebody has seen the difference and approved it. What is in force stays so.",
        nameof(BillingSettingsText.Hold) => "From the next reading on new versions come in force without anybody's word. What waits already goes on waiting.",
        nameof(BillingSettingsText.Markup) or nameof(BillingSettingsText.MarketplaceMarkup) => "At once, where no price rule is: the drafts of all months that are not closed are priced anew. Closed months stay as they are.",
        nameof(BillingSettingsText.Credits) => "At once, in the drafts of all months that are not closed. Closed months stay as they are.",
        nameof(BillingSettingsText.CreditShare) when after.Prices.Credits != CreditHandling.Share => "Nothing changes as long as credits and refunds are not shared.",
        nameof(BillingSettingsText.CreditShare) => "At once, in the drafts of all months that are not closed. Closed months stay as they are.",
        nameof(BillingSettingsText.Currency) => "At once, in the drafts of all months that are not closed. A month whose report is in another currency is closed only when its exchange rate is there.",
        nameof(BillingSettingsText.FinalDay) => "At once, for months that are not closed.",
        nameof(BillingSettingsText.DaysToPay) => "At once, for statements that are marked as sent from now on. Those that were sent keep their last day.",
        _ => throw new ArgumentOutOfRangeException(nameof(member)),
    };

    private static string List(IEnumerable<string> texts) => string.Join(", ", texts) is { Length: > 0 } list ? list : "None";
}
