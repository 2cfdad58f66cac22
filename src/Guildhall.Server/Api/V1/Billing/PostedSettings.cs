using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Prices;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary>A change of billing settings as the own API takes it: what is not given stays. vendor-integration.md 15.2 to 15.5.</summary>
/// <param name="Markup">Percent on what AWS sells, where no rule is.</param>
/// <param name="MarketplaceMarkup">The same on what others sell through AWS Marketplace.</param>
/// <param name="CreditShare">Percent, of <c>share</c>.</param>
/// <param name="Currency">ISO 4217; empty for the report's.</param>
internal sealed record PostedSettings(
    string?[]? TagKeys = null, string?[]? UsageTypes = null, bool? Hold = null, decimal? Markup = null, decimal? MarketplaceMarkup = null, string? Credits = null, decimal? CreditShare = null,
    string? Currency = null, int? FinalDay = null, int? DaysToPay = null)
{
    /// <summary>What it makes of the settings before. Refused: what is no JSON of settings, a percentage or word that is none; limits are the settings' own.</summary>
    public static Result<Func<BillingSettings, BillingSettings>> Read(ReadOnlyMemory<byte> body)
    {
        var read = JsonBody.Read(body.Span, PostedBillingJson.Default.PostedSettings, "VALIDATION_ERROR");
        if (read.Error is { } error) return Problem.Malformed(error.Message);
        var posted = read.Value;
        if (posted.TagKeys?.Contains(null) == true || posted.UsageTypes?.Contains(null) == true) return Problem.Malformed("A list of texts.", posted.TagKeys?.Contains(null) == true ? nameof(TagKeys) : nameof(UsageTypes));
        var (aws, marketplace, share) = (Of(posted.Markup, -100, 1_000, nameof(Markup)), Of(posted.MarketplaceMarkup, -100, 1_000, nameof(MarketplaceMarkup)), Of(posted.CreditShare, 0, 100, nameof(CreditShare)));
        foreach (var percent in new[] { aws, marketplace, share })
        {
            if (percent.Refused) return percent.Problems;
        }

        CreditHandling? credits = null;
        if (posted.Credits is { } word)
        {
            if (!PriceWords.Credits.TryGetValue(word, out var handling)) return Problem.Malformed($"credits is one of {string.Join(", ", PriceWords.Credits.Keys)}.", nameof(Credits));
            credits = handling;
        }

        return (Func<BillingSettings, BillingSettings>)(before => posted.Over(before) with { Prices = Over(before.Prices, aws.Value, marketplace.Value, credits, share.Value) });
    }

    private BillingSettings Over(BillingSettings before) => before with
    {
        TagKeys = TagKeys?.Select(k => k!).ToImmutableArray() ?? before.TagKeys,
        UsageTypes = UsageTypes?.Select(k => k!).ToImmutableArray() ?? before.UsageTypes,
        Hold = Hold ?? before.Hold,
        Currency = Currency is null ? before.Currency : Currency.Length == 0 ? null : Currency,
        FinalDay = FinalDay ?? before.FinalDay,
        DaysToPay = DaysToPay ?? before.DaysToPay,
    };

    private static PriceDefaults Over(PriceDefaults before, Percent? aws, Percent? marketplace, CreditHandling? credits, Percent? share) =>
        new(aws ?? before.Aws, marketplace ?? before.Marketplace, credits ?? before.Credits, share ?? before.Share);

    private static Result<Percent?> Of(decimal? typed, decimal least, decimal most, string member)
    {
        if (typed is not { } number) return (Percent?)null;
        var read = Percent.Read(number.ToString(CultureInfo.InvariantCulture), least, most, member);
        return read.Refused ? read.Problems : read.Value;
    }
}
