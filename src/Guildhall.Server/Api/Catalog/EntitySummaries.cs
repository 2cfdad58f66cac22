using System.Text.Json;
using Guildhall.App.Lists;
using Guildhall.Domain;
using Guildhall.Domain.Products;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Catalog;

/// <summary>
/// Summaries as ListEntities writes them: five members for the private marketplace's types, for products their visibility and typed summary too.
/// private-marketplace.md 2.6, storefront-and-procurement.md E.4.
/// </summary>
internal static class EntitySummaries
{
    public static void Write(Utf8JsonWriter json, EntitySummary entity, AccountId reader)
    {
        json.WriteStartObject();
        json.WriteString("Name"u8, entity.Name);
        json.WriteString("EntityType"u8, entity.Type);
        json.WriteString("EntityId"u8, entity.Id);
        json.WriteString("EntityArn"u8, entity.ArnFor(reader));
        json.WriteString("LastModifiedDate"u8, WireTime.Text(entity.LastModified));
        if (entity.Product is { } product) Write(json, product);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Product product)
    {
        var visibility = product.Visibility.ToString();
        json.WriteString("Visibility"u8, visibility);
        if (TypedList.Find(product.Type) is null) return;
        json.WriteStartObject(product.Type + "Summary");
        json.WriteString("ProductTitle"u8, product.Title);
        json.WriteString("Visibility"u8, visibility);
        json.WriteEndObject();
    }
}
