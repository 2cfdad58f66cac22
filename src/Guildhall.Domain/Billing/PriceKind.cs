namespace Guildhall.Domain.Billing;

/// <summary>What a price rule does. vendor-integration.md 15.4.</summary>
public enum PriceKind
{
    /// <summary>The cost and a share of it more: -100 to 1,000 percent.</summary>
    Markup,

    /// <summary>A share of the cost less: 0 to 100 percent.</summary>
    Discount,

    /// <summary>A markup by parts of an account's month: so much percent up to an amount, another beyond.</summary>
    Tiered,

    /// <summary>A fixed amount of a month, once for each account that has a line in the scope on a day on which the rule holds, as a line of its own.</summary>
    FixedFee,

    /// <summary>A share of what an account's lines in the scope come to on the days on which the rule holds, after all other rules, as a line of its own: 0 to 1,000 percent.</summary>
    ManagedService,
}

/// <summary>One part of a tiered rule.</summary>
/// <param name="UpTo">The month's cost in the report's currency at which the part ends; null in the last, which has no end.</param>
/// <param name="Percent">-100 to 1,000.</param>
public sealed record PriceTier(Amount? UpTo, Percent Percent);
