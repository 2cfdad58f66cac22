namespace Guildhall.Domain.Offers;

/// <summary>How an offer is paid for. storefront-and-procurement.md E.3; the names on the wire are Discovery's, in capitals.</summary>
public enum PricingModel : byte
{
    /// <summary>Nothing is to be paid, or nothing is said of a price.</summary>
    Free,
    Contract,
    Usage,
    Byol,
}
