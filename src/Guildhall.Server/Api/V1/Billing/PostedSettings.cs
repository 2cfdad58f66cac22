using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Billing;
using Guildhall.Domain;
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
    /// <summary>Refused: what is no JSON of settings; what is wrong with them is the settings' own.</summary>
    public static Result<BillingSettingsText> Read(ReadOnlyMemory<byte> body)
    {
        var read = JsonBody.Read(body.Span, PostedBillingJson.Default.PostedSettings, "VALIDATION_ERROR");
        return read.Error is { } error ? Problem.Malformed(error.Message) : read.Value.Text;
    }

    private BillingSettingsText Text => new()
    {
        TagKeys = TagKeys?.Select(k => k ?? "").ToImmutableArray(),
        UsageTypes = UsageTypes?.Select(k => k ?? "").ToImmutableArray(),
        Hold = Hold,
        Markup = Markup?.ToString(CultureInfo.InvariantCulture),
        MarketplaceMarkup = MarketplaceMarkup?.ToString(CultureInfo.InvariantCulture),
        Credits = Credits,
        CreditShare = CreditShare?.ToString(CultureInfo.InvariantCulture),
        Currency = Currency,
        FinalDay = FinalDay?.ToString(CultureInfo.InvariantCulture),
        DaysToPay = DaysToPay?.ToString(CultureInfo.InvariantCulture),
    };
}
