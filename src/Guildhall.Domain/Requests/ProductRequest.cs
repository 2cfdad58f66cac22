using System.Collections.Immutable;

namespace Guildhall.Domain.Requests;

/// <summary>private-marketplace.md 5.6.</summary>
public enum RequestStatus : byte
{
    Pending,
    Approved,
    Declined,
    Cancelled,
    Expired,
}

/// <summary>A requested product with the texts it had when it was requested.</summary>
public readonly record struct RequestedProduct(ProductId Id, string Title, string Manufacturer);

/// <summary>The answer to a request: who, when, the note, and for declined ones the cause (private-marketplace.md 9.1).</summary>
public sealed record RequestDecision(DateTimeOffset Date, string ByArn, string? Note, string? DeclinedCause = null);

/// <summary>A <c>ProductProcurementRequest</c>. private-marketplace.md 3.5.</summary>
/// <param name="Experience">The experience that governed the requester at creation; it stays, whatever governs later.</param>
public sealed record ProductRequest(
    EntityId Id,
    int Revision,
    DateTimeOffset LastModified,
    AccountId Requester,
    string RequesterArn,
    EntityId Experience,
    ImmutableArray<RequestedProduct> Products,
    string Reason,
    string? PurchaseOrderNumber,
    DateTimeOffset Created,
    DateTimeOffset Expires)
{
    public RequestStatus Status { get; init; } = RequestStatus.Pending;

    public RequestDecision? Decision { get; init; }

    public bool Pending => Status == RequestStatus.Pending;
}
