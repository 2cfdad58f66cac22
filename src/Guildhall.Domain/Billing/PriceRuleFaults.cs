namespace Guildhall.Domain.Billing;

/// <summary>What makes a price rule impossible. vendor-integration.md 15.4.</summary>
public static class PriceRuleFaults
{
    /// <summary>The fee of a month and an account ends at a hundred million.</summary>
    public static Amount HighestFee { get; } = new(100_000_000L * Amount.One);

    /// <summary>Everything that is wrong, by the member's name; empty when nothing is.</summary>
    public static IEnumerable<Problem> Of(PriceRule rule)
    {
        if (string.IsNullOrWhiteSpace(rule.Name) || rule.Name.Length > PriceRule.LongestName || rule.Name.Any(Texts.Forbidden))
        {
            yield return Problem.Malformed("A name of at most 100 characters.", nameof(PriceRule.Name));
        }

        if (rule.Until < rule.From) yield return Problem.Malformed("The last day is not before the first.", nameof(PriceRule.Until));
        if (rule.Priority is < 0 or > 1_000) yield return Problem.Malformed("A priority between 0 and 1,000.", nameof(PriceRule.Priority));
        if (rule.Scope.Kind != PriceScopeKind.Everything && rule.Scope.Value.Length is 0 or > 256) yield return Problem.Malformed("Say which: the report's own word, at most 256 characters.", "Scope");
        if (rule.Target.Kind != PriceTargetKind.All && rule.Target.Value.Length is 0 or > 256) yield return Problem.Malformed("Say whose.", "Target");
        foreach (var problem in rule.Kind == PriceKind.Tiered ? Tiers(rule) : Plain(rule)) yield return problem;
    }

    private static IEnumerable<Problem> Plain(PriceRule rule)
    {
        var (least, most) = rule.Kind switch
        {
            PriceKind.Markup => (-100, 1_000),
            PriceKind.Discount => (0, 100),
            _ => (0, 1_000),
        };
        if (rule.Kind == PriceKind.FixedFee)
        {
            if (rule.Fee.Units < 0 || rule.Fee.Units > HighestFee.Units) yield return Problem.Malformed("A fee between 0 and 100,000,000.", nameof(PriceRule.Fee));
            if (rule.Currency is null || !Currencies.All.Contains(rule.Currency)) yield return Problem.Malformed("A currency such as USD.", nameof(PriceRule.Currency));
        }
        else if (!Within(rule.Percent, least, most))
        {
            yield return Problem.Malformed($"Between {least} and {most:N0} percent.", nameof(PriceRule.Percent));
        }
    }

    private static IEnumerable<Problem> Tiers(PriceRule rule)
    {
        if (rule.Tiers.Length is 0 or > PriceRule.MostTiers) yield return Problem.Malformed("Between 1 and 20 parts.", nameof(PriceRule.Tiers));
        var above = 0L;
        for (var i = 0; i < rule.Tiers.Length; i++)
        {
            var (upTo, percent) = rule.Tiers[i];
            if (!Within(percent, -100, 1_000)) yield return Problem.Malformed("Between -100 and 1,000 percent.", nameof(PriceRule.Tiers));
            if (upTo is null != (i == rule.Tiers.Length - 1)) yield return Problem.Malformed("The last part has no end, and only the last.", nameof(PriceRule.Tiers));
            if (upTo is { } end && end.Units <= above) yield return Problem.Malformed("Each part ends at more than the one before.", nameof(PriceRule.Tiers));
            above = upTo?.Units ?? above;
        }
    }

    private static bool Within(Percent percent, int least, int most) => percent.TenThousandths >= least * 10_000 && percent.TenThousandths <= most * 10_000;
}
