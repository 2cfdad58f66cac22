using Guildhall.Domain;

namespace Guildhall.App.Entitlements;

/// <summary>What a customer may use of one dimension of a product, by one agreement that is in force. storefront-and-procurement.md C.</summary>
/// <param name="Quantity">Null: as much as is wanted.</param>
/// <param name="Expires">Null: it does not end by itself.</param>
public sealed record Entitlement(string ProductCode, string Dimension, string Customer, AccountId Account, string Licence, int? Quantity, DateTimeOffset? Expires);
