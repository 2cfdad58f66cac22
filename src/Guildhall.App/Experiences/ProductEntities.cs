using Guildhall.Domain;
using Guildhall.Domain.Products;

namespace Guildhall.App.Experiences;

/// <summary>Catalogue products as Catalog API entities. storefront-and-procurement.md E.4.</summary>
internal static class ProductEntities
{
    /// <summary>A product belongs to its seller's account; without one, to the account that looks.</summary>
    public static DescribedEntity Of(Product product, AccountId viewer)
    {
        var owner = product.ManufacturerAccount is { } account ? new AccountId(account) : viewer;
        return new($"{product.Type}@1.0", product.Id.Value, 1, product.Title, Arns.Entity(owner, product.Type, product.Id.Value), product.LastModified, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("Description");
            json.WriteString("ProductTitle", product.Title);
            json.WriteString("Manufacturer", product.Manufacturer);
            json.WriteString("Visibility", product.Visibility.ToString());
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }
}
