using System.Collections.Immutable;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;

namespace Guildhall.App.Agreements;

/// <summary>
/// An agreement as those see it who may: Guildhall's own record of a purchase. Nothing is bought at AWS by it (decisions.md 35). storefront-and-procurement.md B.6.
/// </summary>
/// <param name="Proposer">The seller's account; null where the catalogue has none.</param>
/// <param name="ProductType">AWS's entity type without version.</param>
public sealed record Agreement(string Id, TenantId Tenant, AccountId Acceptor, AccountId? Proposer, ProductId Product, string ProductType, string Offer)
{
    public AgreementStatus Status { get; init; }

    public DateTimeOffset Accepted { get; init; }

    public DateTimeOffset Start { get; init; }

    /// <summary>Null when nothing ends it.</summary>
    public DateTimeOffset? End { get; init; }

    public bool AutoRenew { get; init; }

    /// <summary>Null when nothing is ever to be paid.</summary>
    public string? Currency { get; init; }

    /// <summary>What it costs in all, as decimal text.</summary>
    public string Value { get; init; } = "0";

    public EntitlementStatus Entitlement { get; init; }

    public EntitlementReason EntitlementReason { get; init; }

    public ImmutableArray<AcceptedTerm> Terms { get; init; } = [];

    /// <summary>The renewal term of the offer, where it was not taken: it can be.</summary>
    public string? RenewalTerm { get; init; }

    /// <summary>The decision when it was quoted; null for one that was renewed.</summary>
    public GateDecision? QuotedBy { get; init; }

    /// <summary>The decision at the instant of acceptance, or of renewal.</summary>
    public GateDecision? AcceptedBy { get; init; }

    /// <summary>Who accepted it: an ARN.</summary>
    public string By { get; init; } = "";

    public string? Follows { get; init; }

    public string? FollowedBy { get; init; }

    /// <summary>Why it has ended, where the status does not tell.</summary>
    public string? EndReason { get; init; }

    public long Revision { get; init; }

    /// <summary>Whether it is prepaid, and therefore cancelled within a window alone.</summary>
    public bool Prepaid => TermKinds.IsPrepaid(Terms);

    internal static Agreement Of(AgreementRow row)
    {
        var document = AgreementDocuments.ReadAgreement(row.Document);
        return new Agreement(row.Id, new TenantId(row.TenantId), new AccountId(row.Account), row.Proposer is { } seller ? new AccountId(seller) : null, new ProductId(row.Product), row.ProductType, row.Offer)
        {
            Status = row.Status,
            Accepted = row.AcceptedAt,
            Start = row.StartTime,
            End = AgreementLine.EndOf(row.EndTime),
            AutoRenew = row.AutoRenew,
            Currency = row.Currency,
            Value = row.Value,
            Entitlement = row.Entitlement,
            EntitlementReason = row.EntitlementReason,
            Terms = document.Terms,
            RenewalTerm = document.RenewalTerm,
            QuotedBy = document.Quoted,
            AcceptedBy = document.Accepted,
            By = document.By,
            Follows = document.Follows,
            FollowedBy = document.FollowedBy,
            EndReason = document.EndReason,
            Revision = row.Revision,
        };
    }
}
