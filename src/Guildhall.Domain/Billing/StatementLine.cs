namespace Guildhall.Domain.Billing;

/// <summary>Which part of an account's section a line stands in. vendor-integration.md 15.5.</summary>
public enum StatementBlock
{
    /// <summary>What AWS sells, by service.</summary>
    Aws,

    /// <summary>What others sell through AWS Marketplace, with product and agreement.</summary>
    Marketplace,

    /// <summary>What price rules add: fixed fees, managed service.</summary>
    Charges,

    /// <summary>What a restatement changed of a month that is closed.</summary>
    Corrections,

    /// <summary>What the rounding of the lines left over, so that the total is the total.</summary>
    Rounding,
}

/// <summary>One line of a statement. vendor-integration.md 15.5.</summary>
public sealed record StatementLine
{
    public required StatementBlock Block { get; init; }

    /// <summary>12 digits; empty in <see cref="StatementBlock.Rounding"/>.</summary>
    public required string Account { get; init; }

    /// <summary>The report's product code; the rule's id in <see cref="StatementBlock.Charges"/>.</summary>
    public string Product { get; init; } = "";

    /// <summary>What it is called for a person.</summary>
    public string Name { get; init; } = "";

    /// <summary>The report's line item type.</summary>
    public string LineItemType { get; init; } = "";

    /// <summary>Of a marketplace product, where the report names it.</summary>
    public string Agreement { get; init; } = "";

    /// <summary>The closed month that is corrected, its first day; null elsewhere.</summary>
    public DateOnly? Corrects { get; init; }

    /// <summary>What the corrected month was billed by, and the correction is too: how much of the statement's currency one of the report's is; null where that is the statement's own rate.</summary>
    public decimal? Rate { get; init; }

    /// <summary>As reported, in ten-thousand-millionths of the report's currency.</summary>
    public Int128 Cost { get; init; }

    /// <summary>By the rules, exactly, in ten-thousand-millionths of the report's currency.</summary>
    public Int128 Priced { get; init; }

    /// <summary>What is billed: in the minor units of the statement's currency, cents where it has them.</summary>
    public long Billed { get; init; }
}
