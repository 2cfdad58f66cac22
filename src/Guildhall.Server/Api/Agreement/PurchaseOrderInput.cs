using System.Collections.Immutable;
using Guildhall.App.Agreements;

namespace Guildhall.Server.Api.Agreement;

/// <summary>One of <c>purchaseOrders</c> as sent.</summary>
internal sealed record PurchaseOrderInput
{
    public string? ChargeId { get; init; }

    public long? ChargeRevision { get; init; }

    public string? AgreementId { get; init; }

    public string? PurchaseOrderReference { get; init; }

    /// <summary>A missing charge is an empty one, which is refused.</summary>
    public static ImmutableArray<PurchaseOrder> Read(IReadOnlyList<PurchaseOrderInput?>? orders) =>
        [.. (orders ?? []).Select(o => new PurchaseOrder(o?.ChargeId ?? "", o?.PurchaseOrderReference, o?.ChargeRevision, o?.AgreementId))];
}
