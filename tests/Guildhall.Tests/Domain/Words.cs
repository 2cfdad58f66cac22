using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Domain;

/// <summary>Short forms of details documents.</summary>
internal static class Words
{
    public static AllowProductProcurement Allow(params string[] ids) => new([new ProductItem([.. ids])]);

    public static DenyProductProcurement Deny(params string[] ids) => new([new ProductItem([.. ids])]);

    public static RemoveProductProcurement Remove(params string[] ids) => new([new ProductItem([.. ids])]);

    public static CreateProductProcurementRequest Ask(params string[] ids) => new([.. ids.Select(id => new ProductReference(id))], "Needed");
}
