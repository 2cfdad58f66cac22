using Guildhall.App;
using Guildhall.Domain;
using Guildhall.Domain.Products;

namespace Guildhall.Server.Demo;

internal static class DemoCatalogue
{
    public static Task ImportAsync(Installation guildhall, DemoSize size, CancellationToken cancellation)
    {
        guildhall.Marketplaces.Publish(ProductCatalogue.Of([.. Enumerable.Range(0, size.Products).Select(i => new Product(new ProductId($"prod-demo{i:000000000}"), "SaaSProduct", $"Product {i}", "Vendor", ProductVisibility.Public, guildhall.Options.Clock.GetUtcNow()))]));
        return Task.CompletedTask;
    }
}
