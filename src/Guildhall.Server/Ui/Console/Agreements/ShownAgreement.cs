using System.Collections.Immutable;
using Guildhall.App.Agreements;
using Guildhall.App.Lists;
using Guildhall.App.Store.Rows;
using Guildhall.App.Storefront;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Governance;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Agreements;

/// <summary>One agreement with what the private marketplace says of it.</summary>
/// <param name="Now">What would be decided now.</param>
/// <param name="Governing">The experience that would have to approve the product for it to be renewed; null when none can.</param>
public sealed record ShownAgreement(Subscription Subscription, GateDecision Now, Experience? Governing)
{
    /// <summary>The names of its units, as far as the reader may see the product.</summary>
    public ImmutableArray<PriceDimension> Dimensions { get; init; } = [];

    public required Page<ChargeRow> Charges { get; init; }

    /// <summary>Which part of the charges is shown.</summary>
    public required ListQuery Query { get; init; }

    public bool Active => Subscription.Agreement.Status == AgreementStatus.Active;

    /// <summary>Whether the product can be added to the experience that governs now.</summary>
    public bool CanAdd => Active && Governing is not null && Now.Reason is DecisionReason.ProductNotApproved or DecisionReason.ProductDenied;
}
