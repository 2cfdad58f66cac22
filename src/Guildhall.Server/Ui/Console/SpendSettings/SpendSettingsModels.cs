using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Billing;
using Guildhall.Domain;
using Guildhall.Server.Ui.Console.Vendors;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.SpendSettings;

/// <summary>Organizations to choose from, with what is set for each.</summary>
public sealed record SpendSettingsList(ListQuery Query, IReadOnlyList<SpendSettingsOf> Shown, int Count);

/// <summary>The settings of an organization.</summary>
public sealed record SpendSettingsOf(string Tenant, string Organization, StoredBillingSettings Stored);

/// <summary>The settings of an organization with who changed them when.</summary>
/// <param name="Versions">The newest first.</param>
/// <param name="Earlier">The version to go on before; null when all are shown.</param>
public sealed record SpendSettingsPage(SpendSettingsOf Of, ImmutableArray<ChangedBillingSettings> Versions, long? Earlier, bool Manages)
{
    public string Here => SpendSettingsAddresses.Of(Of.Tenant);
}

/// <summary>The form of the settings with what was typed.</summary>
/// <param name="Of">The settings as they are now.</param>
public sealed record TypedSpendSettings(SpendSettingsOf Of, BillingSettingsText Text)
{
    /// <summary>The field that says which settings were reviewed.</summary>
    internal const string ReviewedField = "reviewed";

    public ImmutableArray<Problem> Problems { get; init; } = [];

    public LinkChanges? Changes { get; init; }

    /// <summary>What would change, before it is saved; null until it is asked.</summary>
    public ChangedBillingSettings? Review { get; init; }

    public string Here => SpendSettingsAddresses.Of(Of.Tenant);

    /// <summary>The settings that the review is of, to be known again: what is typed after it is reviewed anew.</summary>
    public string Reviewed => Review is { } review ? Mark(review.After.Settings) : "";

    internal static string Mark(BillingSettings settings) => string.Join('\n', SpendSettingsWords.Told(settings).Select(f => f.Text));

    internal static TypedSpendSettings Read(PageCall call, SpendSettingsOf of) => new(of, new BillingSettingsText
    {
        TagKeys = [.. KeyValues.Lines(call.Text("tagKeys"))],
        UsageTypes = [.. KeyValues.Lines(call.Text("usageTypes"))],
        Hold = call.Text("hold") == "on",
        Markup = call.Text("markup"),
        MarketplaceMarkup = call.Text("marketplaceMarkup"),
        Credits = call.Text("credits"),
        CreditShare = call.Text("creditShare"),
        Currency = call.Text("currency"),
        FinalDay = call.Text("finalDay"),
        DaysToPay = call.Text("daysToPay"),
    });

    internal static string Version(StoredBillingSettings stored) => stored.Version.ToString(CultureInfo.InvariantCulture);
}
