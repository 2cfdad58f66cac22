namespace Guildhall.Domain.Agreements;

/// <summary>What a quote is for. storefront-and-procurement.md B.4.</summary>
public enum Intent : byte
{
    /// <summary>A new agreement.</summary>
    New,

    /// <summary>Other quantities, or automatic renewal on or off, in an agreement that goes on.</summary>
    Amend,

    /// <summary>A new agreement that ends another one.</summary>
    Replace,
}
