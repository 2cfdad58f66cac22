using System.Collections.Immutable;

namespace Guildhall.Domain.Products;

/// <summary>Who sees a product. storefront-and-procurement.md E.4.</summary>
public enum ProductVisibility : byte
{
    Public,
    Limited,
    Restricted,
    Draft,
    Unavailable,
}

/// <summary>
/// What the rules and lists need of a catalogue product. <paramref name="Type"/> is AWS's entity type without version (<c>SaaSProduct</c>).
/// <paramref name="AllowedAccounts"/> are those a private offer names; empty for public products.
/// </summary>
public sealed record Product(
    ProductId Id,
    string Type,
    string Title,
    string Manufacturer,
    ProductVisibility Visibility,
    DateTimeOffset LastModified,
    bool AlwaysEntitled = false,
    ImmutableArray<AccountId> AllowedAccounts = default,
    string? ManufacturerAccount = null)
{
    /// <summary>Not publicly listed: reachable only through a private offer (M-19 to M-21).</summary>
    public bool IsPrivate => Visibility != ProductVisibility.Public;

    /// <summary>Public products are visible to everyone, others only to the accounts a private offer names; drafts to nobody.</summary>
    public bool VisibleTo(AccountId account) => Visibility switch
    {
        ProductVisibility.Public => true,
        ProductVisibility.Draft => false,
        _ => !AllowedAccounts.IsDefaultOrEmpty && AllowedAccounts.Contains(account),
    };
}
