using System.Collections.Immutable;
using Guildhall.App.Agreements;
using Guildhall.App.Storefront;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Offers;
using Guildhall.Server.Ui.Storefront.Offers;

namespace Guildhall.Server.Ui.Storefront.Buying;

/// <summary>The choices of a buyer in one offer, as they were typed so far. storefront-and-procurement.md D.3.</summary>
public sealed record PurchaseForm(Offer Offer, ImmutableArray<PurchaseWay> Ways, PurchaseWay Way, Func<string, string> Typed)
{
    /// <summary>The fields that a review keeps.</summary>
    public static readonly ImmutableArray<string> Fields = ["offer", "proposal", "way", "duration", QuantityFields.Unit, "renew", "payments", "order", "seen"];

    public QuantityFields? Quantities { get; } = Way.Configurable is { } term ? new QuantityFields(term) : null;

    /// <summary>The chosen duration; the first until one is.</summary>
    public string Duration => Typed("duration") is { Length: > 0 } typed ? typed : Way.Configurable?.RateCards[0].Duration ?? "";

    /// <summary>Whether something of a known amount is paid, so that it can have a purchase order number.</summary>
    public bool TakesOrder => Way.Kind == PurchaseKind.Contract;

    /// <summary>What the last button says (D.3).</summary>
    public string Verb => Way.Kind switch
    {
        PurchaseKind.Trial => "Try for free",
        PurchaseKind.Contract => Offer.IsPrivate ? "Accept contract" : "Create contract",
        _ => "Subscribe",
    };

    /// <summary>The offer with what is agreed to beside the choices: no other way of taking it, no renewal, which the buyer decides.</summary>
    public Offer Agreed => Offer with { Terms = [.. Offer.Terms.Where(t => t is not RenewalTerm && (t is not FreeTrialPricingTerm || Way.Terms.Contains(t)))] };

    /// <summary>The offer and the way of it that were chosen; the first ones where none was. Null when nothing can be bought, or the offer asked for is none that can.</summary>
    public static PurchaseForm? Of(ImmutableArray<Offer> open, Func<string, string> typed)
    {
        var asked = typed("offer");
        if ((asked.Length == 0 ? open.FirstOrDefault() : open.FirstOrDefault(o => o.Id == asked)) is not { } offer) return null;
        var ways = PurchaseWay.Of(offer);
        var way = ways.FirstOrDefault(w => w.Id == typed("way")) ?? ways[0];
        return new PurchaseForm(offer, ways, way, typed("proposal").Length > 0 ? typed : field => typed(field) is { Length: > 0 } given ? given : Usual(way, field));
    }

    /// <summary>What stands in the fields before anything is typed: one, where there is one thing to take.</summary>
    private static string Usual(PurchaseWay way, string field) =>
        way.Configurable is not { } term || (new QuantityFields(term) is { Dimensions.Length: > 1 } && term.RateCards[0].MultipleDimensions) ? ""
        : field == QuantityFields.Unit ? QuantityFields.FieldOf(0)
        : field == QuantityFields.FieldOf(0) ? "1"
        : "";

    /// <summary>What a quote is asked for. Refused: a field that cannot be read, or a purchase order number that is none.</summary>
    public Result<ImmutableArray<RequestedTerm>> Request(ImmutableArray<PriceDimension> dimensions)
    {
        var contract = Quantities?.Read(Duration, Typed, key => OfferPrice.NameOf(key, dimensions));
        ImmutableArray<Problem> problems = [.. contract is { Refused: true } unread ? unread.Problems : [], .. OrderRefused is { } order ? [order] : ImmutableArray<Problem>.Empty];
        if (!problems.IsEmpty) return problems;
        return Way.Request(Offer, contract?.Value, Way.MayRenew(Offer) ? Typed("renew") == "on" : null, Way.Variable is null ? null : new PaymentChoice(Typed("payments") == "auto" ? "AUTO_APPROVE_ON_EXPIRATION" : "WAIT_FOR_APPROVAL", null));
    }

    /// <summary>The purchase order number for each charge of a quote; none when none was typed.</summary>
    public ImmutableArray<PurchaseOrder> Orders(IEnumerable<string> charges) =>
        TakesOrder && Typed("order") is { Length: > 0 } order ? [.. charges.Distinct(StringComparer.Ordinal).Take(AgreementShapes.MostPurchaseOrders).Select(charge => new PurchaseOrder(charge, order))] : [];

    /// <summary>Everything typed, to send it once more.</summary>
    public IEnumerable<(string Field, string Value)> Kept() =>
        Fields.Concat(Quantities?.Dimensions.Index().Select(d => QuantityFields.FieldOf(d.Index)) ?? []).Select(field => (field, Value: Typed(field))).Where(f => f.Value.Length > 0);

    private Problem? OrderRefused => Orders(["ch-any"]) is { IsEmpty: false } orders && AgreementShapes.Orders(orders, needed: true) is { } wrong ? wrong with { Member = "order" } : null;
}
