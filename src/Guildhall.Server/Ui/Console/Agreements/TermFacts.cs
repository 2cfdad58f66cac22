using Guildhall.Domain.Agreements;
using Guildhall.Domain.Offers;
using Guildhall.Server.Ui.Storefront;

namespace Guildhall.Server.Ui.Console.Agreements;

/// <summary>A term of an agreement as an administrator reads it: what was agreed, with the buyer's choices.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Lines">What it says, each on a line.</param>
public sealed record TermFacts(string Kind, params IReadOnlyList<string> Lines)
{
    internal static TermFacts Of(AcceptedTerm accepted) => (accepted.Term, accepted.Configuration) switch
    {
        (UsageBasedPricingTerm usage, _) => new("Usage", [.. usage.RateCards.SelectMany(c => c.Rates).Select(r => $"{r.Dimension}: {r.Price} {usage.Currency} a unit")]),
        (ConfigurableUpfrontPricingTerm contract, UpfrontChoice choice) => new("Contract", [.. Duration(choice.Selector), .. choice.Dimensions.Where(d => d.Value > 0).Select(d => Line(contract, choice, d))]),
        (FixedUpfrontPricingTerm prepaid, _) => new("Prepaid", [$"{prepaid.Price} {prepaid.Currency}", .. Duration(prepaid.Duration), .. prepaid.Grants.Select(Granted)]),
        (PaymentScheduleTerm schedule, _) => new("Instalments", [.. schedule.Schedule.Select(i => $"{i.ChargeDate.UtcDateTime:yyyy-MM-dd}: {i.ChargeAmount} {schedule.Currency}")]),
        (RecurringPaymentTerm recurring, _) => new("Each month", $"{recurring.Price} {recurring.Currency}"),
        (VariablePaymentTerm variable, _) => new("Payments that the seller asks for", $"in all at most {variable.MaxTotalChargeAmount} {variable.Currency}"),
        (FreeTrialPricingTerm trial, _) => new("Free trial", [.. Duration(trial.Duration), .. trial.Grants.Select(Granted)]),
        (ByolPricingTerm, _) => new("Bring your own license", "Nothing is charged."),
        (ValidityTerm validity, _) => new("Validity", [.. Duration(validity.AgreementDuration), .. validity.AgreementStartDate is { } start ? [$"from {start.UtcDateTime:yyyy-MM-dd}"] : Array.Empty<string>(), .. validity.AgreementEndDate is { } end ? [$"until {end.UtcDateTime:yyyy-MM-dd}"] : Array.Empty<string>()]),
        (RenewalTerm, RenewalChoice { AutoRenew: true }) => new("Renewal", "renews by itself"),
        (RenewalTerm, _) => new("Renewal", "does not renew by itself"),
        (SupportTerm support, _) => new("Refunds", support.RefundPolicy),
        (LegalTerm legal, _) => new("Contract texts", [.. legal.Documents.Select(d => d.Version is { } version ? $"{d.Type}, version {version}" : d.Type)]),
        var (term, _) => new(term.Type),
    };

    private static string Line(ConfigurableUpfrontPricingTerm contract, UpfrontChoice choice, Quantity quantity) =>
        Choices.CardOf(contract, choice.Selector)?.Rates.FirstOrDefault(r => r.Dimension == quantity.Dimension) is { Price: { } price }
            ? $"{quantity.Value:N0} × {quantity.Dimension} at {price} {contract.Currency}"
            : $"{quantity.Value:N0} × {quantity.Dimension}";

    private static string Granted(Grant grant) => grant.MaxQuantity is { } most ? $"{most:N0} × {grant.Dimension}" : grant.Dimension;

    private static string[] Duration(string? duration) => string.IsNullOrEmpty(duration) ? [] : [DurationText.Of(duration)];
}
