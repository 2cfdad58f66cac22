using Guildhall.Domain.Products;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.Server.Demo;

/// <summary>
/// What the demo's accounts are billed for on AWS Marketplace, and three months of reports before the present one: approved products, two that nobody approved, one
/// that is in no catalogue, and a credit that came after its month was closed.
/// </summary>
internal static class DemoBilling
{
    private const string Note = "guildhall-demo-billing";
    private const int Months = 3;
    private const decimal Discount = 6;

    /// <summary>Tells the simulated AWS once. Products in the order in which the demo's experiences approve them: the first are approved, the last are not.</summary>
    public static void Plant(World world, DemoWorld demo, IReadOnlyList<Product> products)
    {
        if (world.Recall(Note) is not null) return;
        var today = DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime);
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(-Months);
        world.Seed(seed =>
        {
            foreach (var purchase in Purchases(demo, products, first)) seed.Billing.Subscribe(purchase);
            seed.Billing.Discount(demo.ManagementAccountId, first, Discount);
            seed.Billing.Credit(demo.BuyerAccountId, first.AddMonths(1).AddDays(16), 120.5m, "Service credit for an outage");
            foreach (var payer in new[] { demo.ManagementAccountId, demo.StandaloneAccount.AccountId }) seed.Billing.Deliver(payer, Months);
            seed.Remember(Note, first.ToString("O"));
            return first;
        });
    }

    private static IEnumerable<MarketplacePurchase> Purchases(DemoWorld demo, IReadOnlyList<Product> products, DateOnly first) =>
    [
        Purchase(demo.BuyerAccountId, products[0], first.AddDays(2)) with { Monthly = 1_450 },
        Purchase(demo.BuyerAccountId, products[3], first.AddDays(-60)) with { Daily = 38 },
        Purchase(demo.DelegatedAdministratorAccountId, products[0], first.AddMonths(1).AddDays(8)) with { Monthly = 900, Daily = 4.2m },
        Purchase(demo.ManagementAccountId, products[7], first.AddDays(11)) with { Upfront = 12_000 },
        Purchase(demo.ManagementAccountId, products[5], first.AddDays(4)) with { Daily = 21.75m, Until = first.AddMonths(2).AddDays(9) },
        Purchase(demo.BuyerAccountId, products[^1], first.AddMonths(1).AddDays(19)) with { Daily = 17.3m },
        Purchase(demo.DelegatedAdministratorAccountId, products[^3], first.AddDays(6)) with { Monthly = 240 },
        new(demo.BuyerAccountId, "8w2c4k7m1q9s3v5x6z0b2d4f6", "Legacy Backup Suite", "Northwind Archive GmbH", "agmt-northwindarchive00001", first.AddDays(-20), Monthly: 310),
    ];

    /// <summary>A product's code is its id without what all ids begin with, as the software of in-house products knows it.</summary>
    private static MarketplacePurchase Purchase(string account, Product product, DateOnly from)
    {
        var code = product.Id.Value.Replace("prod-", "", StringComparison.Ordinal);
        return new MarketplacePurchase(account, code, product.Title, product.Manufacturer, $"agmt-{account[..4]}{code}", from);
    }
}
