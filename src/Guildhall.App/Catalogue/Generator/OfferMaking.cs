using System.Collections.Immutable;
using System.Globalization;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>Prices and terms. storefront-and-procurement.md E.5.</summary>
internal sealed class OfferMaking(Dice dice, IReadOnlyList<string> buyers)
{
    private static readonly double[] Hourly = [0.01, 0.02, 0.04, 0.07, 0.11, 0.17, 0.25, 0.38, 0.55, 0.85, 1.4, 2.6, 5.5, 20];
    private static readonly double[] Yearly = [100, 300, 600, 1_100, 1_900, 3_000, 4_800, 7_500, 12_000, 19_000, 32_000, 60_000, 110_000, 250_000];
    private static readonly (string Duration, double Chance, double Years)[] Durations = [("P1M", 0.25, 0.1), ("P12M", 0.95, 1), ("P24M", 0.30, 1.9), ("P36M", 0.35, 2.7)];
    private static readonly ImmutableArray<string> Sizes = ["small", "medium", "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge"];
    private static readonly ImmutableArray<string> Families = ["c5", "c6i", "c7g", "m5", "m6i", "m7g", "r5", "r6i", "t3", "t4g"];
    private static readonly ImmutableArray<(string Key, string Name, string Unit)> Units =
        [("users", "Users", "Users"), ("hosts", "Hosts", "Hosts"), ("data", "Data in GB", "Data"), ("requests", "Thousand requests", "Requests"), ("units", "Units", "Units")];

    private int _nextBuyer;

    public static Pricing AnyPricing(Dice dice, ProductType type) => type == ProductType.Professional
        ? Pricing.None
        : dice.Weighted([38, 34, 12, 8, 8]) switch { 0 => Pricing.Contract, 1 => Pricing.Usage, 2 => Pricing.Both, 3 => Pricing.OwnLicence, _ => Pricing.Free };

    /// <summary>Dimensions: instance types for machine images that are paid by the hour, else one to three units.</summary>
    public ImmutableArray<DimensionDraft> Dimensions(ProductType type, Pricing pricing)
    {
        if (pricing is Pricing.None or Pricing.OwnLicence) return [];
        var metered = pricing is Pricing.Usage or Pricing.Both or Pricing.Free;
        if (type == ProductType.Ami && metered) return [.. InstanceTypes(dice.Between(5, 60)).Select(t => new DimensionDraft(t, t, "HostHrs", Metered: true))];
        var start = dice.Below(Units.Length);
        return [.. Enumerable.Range(start, dice.Between(1, 3)).Select(i => Units[i % Units.Length]).Select(u => new DimensionDraft(u.Key, u.Name, u.Unit, metered))];
    }

    /// <summary>The public offer; professional services have none.</summary>
    public OfferDraft Public(ProductType type, Pricing pricing, ImmutableArray<DimensionDraft> dimensions) => new()
    {
        Id = dice.Id("offer-"),
        Name = "Public offer",
        Terms = [.. Prices(type, pricing, dimensions), new TermDraft("LegalTerm"), new TermDraft("SupportTerm"), .. Renewal(pricing)],
    };

    /// <summary>A private offer with a fixed price for some accounts.</summary>
    public OfferDraft Private(int accounts) => new()
    {
        Id = dice.Id("offer-"),
        Name = "Private offer",
        Buyers = [.. Enumerable.Range(0, accounts).Select(_ => Buyer())],
        Terms = [new TermDraft("FixedUpfrontPricingTerm") { Price = Money(dice.Quantile(Yearly)), Duration = "P12M" }, new TermDraft("LegalTerm")],
    };

    private IEnumerable<TermDraft> Prices(ProductType type, Pricing pricing, ImmutableArray<DimensionDraft> dimensions)
    {
        if (pricing == Pricing.OwnLicence) yield return new TermDraft("ByolPricingTerm");
        if (pricing is Pricing.Contract or Pricing.Both) yield return new TermDraft("ConfigurableUpfrontPricingTerm") { RateCards = Contract(dimensions) };
        if (pricing is Pricing.Usage or Pricing.Both) yield return new TermDraft("UsageBasedPricingTerm") { RateCards = [Card(null, dimensions, _ => dice.Quantile(Hourly))] };
        if (pricing == Pricing.Free) yield return new TermDraft("UsageBasedPricingTerm") { RateCards = [Card(null, dimensions, _ => 0)] };
        var trial = (type == ProductType.Saas && pricing is Pricing.Contract or Pricing.Both && dice.Chance(0.12))
            || (type == ProductType.Ami && pricing is Pricing.Usage or Pricing.Both && dice.Chance(0.20));
        if (trial) yield return new TermDraft("FreeTrialPricingTerm") { Duration = "P14D" };
    }

    private ImmutableArray<RateCardDraft> Contract(ImmutableArray<DimensionDraft> dimensions)
    {
        var year = dimensions.Select(_ => dice.Quantile(Yearly)).ToArray();
        var cards = Durations.Where(d => dice.Chance(d.Chance)).Select(d => Card(d.Duration, dimensions, i => year[i] * d.Years)).ToImmutableArray();
        return cards.IsEmpty ? [Card("P12M", dimensions, i => year[i])] : cards;
    }

    private static RateCardDraft Card(string? duration, ImmutableArray<DimensionDraft> dimensions, Func<int, double> price) =>
        new(duration, [.. dimensions.Select((d, i) => (d.Key, Money(price(i))))]);

    private static IEnumerable<TermDraft> Renewal(Pricing pricing) => pricing is Pricing.Contract or Pricing.Both ? [new TermDraft("RenewalTerm")] : [];

    private static IEnumerable<string> InstanceTypes(int count) => Families.SelectMany(f => Sizes.Select(s => $"{f}.{s}")).Take(count);

    private static string Money(double amount) => amount == 0 ? "0" : ((long)((amount * 100) + 0.5) / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private string Buyer() => buyers.Count > 0 ? buyers[_nextBuyer++ % buyers.Count] : $"8{dice.Next() % 100_000_000_000:00000000000}";
}
