using Guildhall.Domain.Products;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.Server.Demo;

/// <summary>
/// What the demo's accounts are billed for on AWS Marketplace, and three months of reports before the present one: the agreements that Guildhall has, two products that
/// were bought past it and that nobody approved, one that is in no catalogue, and a credit that came after its month was closed.
/// </summary>
internal static class DemoBilling
{
    private const string Note = "guildhall-demo-billing";
    private const int Months = 3;
    private const decimal Discount = 6;

    /// <summary>The last products of the catalogue: nobody approves them, and some were bought all the same.</summary>
    public const int NeverApproved = 3;

    /// <summary>Whether the simulated AWS was told already.</summary>
    public static bool IsPlanted(World world) => world.Recall(Note) is not null;

    /// <summary>Tells the simulated AWS.</summary>
    /// <param name="products">In the order in which the demo's experiences approve them: the first are approved, the last are not.</param>
    public static void Plant(World world, DemoWorld demo, DemoBills bills, IReadOnlyList<Product> products)
    {
        var today = DateOnly.FromDateTime(world.Clock.GetUtcNow().UtcDateTime);
        var first = new DateOnly(today.Year, today.Month, 1).AddMonths(-Months);
        world.Seed(seed =>
        {
            foreach (var purchase in Known(bills, first).Concat(Unknown(demo, products, first))) seed.Billing.Subscribe(purchase);
            seed.Billing.Discount(demo.ManagementAccountId, first, Discount);
            seed.Billing.Credit(demo.BuyerAccountId, first.AddMonths(1).AddDays(16), 120.5m, "Service credit for an outage");
            foreach (var payer in new[] { demo.ManagementAccountId, demo.StandaloneAccount.AccountId }) seed.Billing.Deliver(payer, Months);
            seed.Remember(Note, first.ToString("O"));
            return first;
        });
    }

    private static IEnumerable<MarketplacePurchase> Known(DemoBills bills, DateOnly first)
    {
        if (bills.Monthly is { } monthly) yield return Purchase(monthly, first.AddDays(2)) with { Monthly = 1_450 };
        if (bills.MonthlyTwice is { } twice) yield return Purchase(twice, first.AddMonths(1).AddDays(8)) with { Monthly = 900, Daily = 4.2m };
        if (bills.Used is { } used) yield return Purchase(used, first.AddDays(-60)) with { Daily = 38 };
        if (bills.Yearly is { } yearly) yield return Purchase(yearly, first.AddDays(11)) with { Upfront = 12_000 };
        if (bills.Former is { } former) yield return Purchase(former, first.AddDays(4)) with { Daily = 21.75m };
    }

    /// <summary>Bought at AWS alone: Guildhall has no agreement of these.</summary>
    private static IEnumerable<MarketplacePurchase> Unknown(DemoWorld demo, IReadOnlyList<Product> products, DateOnly first) =>
    [
        Purchase(Elsewhere(demo.BuyerAccountId, products[^1]), first.AddMonths(1).AddDays(19)) with { Daily = 17.3m },
        Purchase(Elsewhere(demo.DelegatedAdministratorAccountId, products[^3]), first.AddDays(6)) with { Monthly = 240 },
        new(demo.BuyerAccountId, "8w2c4k7m1q9s3v5x6z0b2d4f6", "Legacy Backup Suite", "Northwind Archive GmbH", "agmt-northwindarchive00001", first.AddDays(-20), Monthly: 310),
    ];

    private static DemoPurchase Elsewhere(string account, Product product) => new(account, product, $"agmt-{account[..4]}{Code(product)}");

    private static MarketplacePurchase Purchase(DemoPurchase bought, DateOnly from) =>
        new(bought.Account, Code(bought.Product), bought.Product.Title, bought.Product.Manufacturer, bought.Agreement, from);

    /// <summary>A product's code is its id without what all ids begin with, as the software of in-house products knows it.</summary>
    private static string Code(Product product) => product.Id.Value.Replace("prod-", "", StringComparison.Ordinal);
}
