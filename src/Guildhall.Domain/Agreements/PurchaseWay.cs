using System.Collections.Immutable;
using Guildhall.Domain.Offers;

namespace Guildhall.Domain.Agreements;

/// <summary>How a buyer takes an offer. storefront-and-procurement.md D.3.</summary>
public enum PurchaseKind : byte
{
    /// <summary>Something is paid up front or by instalments.</summary>
    Contract,

    /// <summary>Pay as you go.</summary>
    Usage,

    /// <summary>Free for a while.</summary>
    Trial,

    /// <summary>With a licence of the buyer's own.</summary>
    OwnLicense,
}

/// <summary>One of the ways in which an offer can be taken: those of its priced terms that go together.</summary>
public sealed record PurchaseWay(PurchaseKind Kind, ImmutableArray<Term> Terms)
{
    /// <summary>What a form names it by: its first term.</summary>
    public string Id => Terms[0].Id;

    /// <summary>The term in which the buyer chooses duration and quantities, or null.</summary>
    public ConfigurableUpfrontPricingTerm? Configurable => Terms.OfType<ConfigurableUpfrontPricingTerm>().FirstOrDefault();

    /// <summary>The term in which the buyer says what becomes of a payment request that nobody answers, or null.</summary>
    public VariablePaymentTerm? Variable => Terms.OfType<VariablePaymentTerm>().FirstOrDefault();

    /// <summary>Whether the buyer chooses if it goes on at its end: private offers never do (D.3), and what never ends need not.</summary>
    public bool MayRenew(Offer offer) =>
        !offer.IsPrivate && RenewalOf(offer) is not null && (Kind == PurchaseKind.Contract || (Kind == PurchaseKind.Usage && offer.Terms.Any(t => t is ValidityTerm)));

    /// <summary>What a quote is asked for: the texts of the contract, the terms of this way, and the choices made in them.</summary>
    /// <param name="contract">Where there is a <see cref="Configurable"/> term.</param>
    /// <param name="renews">Null where that is not chosen.</param>
    public ImmutableArray<RequestedTerm> Request(Offer offer, UpfrontChoice? contract, bool? renews, PaymentChoice? payments) =>
    [
        .. Terms.Select(t => new RequestedTerm(t.Id, t switch { ConfigurableUpfrontPricingTerm => contract, VariablePaymentTerm => payments, _ => null })),
        .. offer.Terms.OfType<LegalTerm>().Select(t => new RequestedTerm(t.Id)),
        .. renews is { } on && RenewalOf(offer) is { } renewal ? [new RequestedTerm(renewal.Id, new RenewalChoice(on))] : ImmutableArray<RequestedTerm>.Empty,
    ];

    /// <summary>The ways to take an offer, paid ones first; empty when nothing in it can be accepted.</summary>
    public static ImmutableArray<PurchaseWay> Of(Offer offer)
    {
        var prepaid = offer.Terms.Where(t => t is ConfigurableUpfrontPricingTerm or FixedUpfrontPricingTerm).ToList();
        ImmutableArray<Term> usage = [.. offer.Terms.Where(t => t is UsageBasedPricingTerm)];
        ImmutableArray<Term> payments = [.. offer.Terms.Where(t => t is VariablePaymentTerm)];
        ImmutableArray<Term> implied = [.. offer.Terms.Where(t => t is PaymentScheduleTerm or RecurringPaymentTerm)];
        var ways = ImmutableArray.CreateBuilder<PurchaseWay>();
        foreach (var term in prepaid) ways.Add(new PurchaseWay(PurchaseKind.Contract, [term, .. usage, .. payments, .. implied]));
        if (prepaid.Count == 0 && !usage.IsEmpty) ways.Add(new PurchaseWay(Instalments(implied) ? PurchaseKind.Contract : PurchaseKind.Usage, [.. usage, .. payments, .. implied]));
        foreach (var trial in offer.Terms.OfType<FreeTrialPricingTerm>()) ways.Add(new PurchaseWay(PurchaseKind.Trial, prepaid.Count == 0 ? [trial, .. usage, .. implied] : [trial]));
        foreach (var own in offer.Terms.OfType<ByolPricingTerm>()) ways.Add(new PurchaseWay(PurchaseKind.OwnLicense, [own]));
        if (ways.Count == 0 && payments.Length + implied.Length > 0) ways.Add(new PurchaseWay(Instalments(implied) ? PurchaseKind.Contract : PurchaseKind.Usage, [.. payments, .. implied]));
        return ways.ToImmutable();
    }

    private static bool Instalments(ImmutableArray<Term> terms) => terms.Any(t => t is PaymentScheduleTerm);

    private static RenewalTerm? RenewalOf(Offer offer) => offer.Terms.OfType<RenewalTerm>().FirstOrDefault();
}
