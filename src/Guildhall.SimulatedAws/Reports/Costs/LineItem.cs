namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>A line of a bill (aws-operations.md C.5, C.6).</summary>
internal sealed record LineItem
{
    public required string AccountId { get; init; }

    /// <summary>AWS's word: <c>Usage</c>, <c>Fee</c>, <c>Tax</c> and so on.</summary>
    public required string Type { get; init; }

    public string BillType { get; init; } = "Anniversary";

    public required DateTimeOffset Start { get; init; }

    public required DateTimeOffset End { get; init; }

    public required string ProductCode { get; init; }

    public required string ProductName { get; init; }

    public string UsageType { get; init; } = "";

    public string Operation { get; init; } = "";

    public BilledRegion Region { get; init; } = BilledRegion.Nowhere;

    public string Family { get; init; } = "";

    public string Unit { get; init; } = "";

    public string InstanceType { get; init; } = "";

    public decimal? Amount { get; init; }

    public decimal? Rate { get; init; }

    /// <summary>In US dollars, before a private discount.</summary>
    public required decimal Cost { get; init; }

    /// <summary>After a private discount; the cost itself when null.</summary>
    public decimal? NetCost { get; init; }

    /// <summary>What the use costs without any commitment; none for what is not use.</summary>
    public decimal? ListCost { get; init; }

    public decimal? ListRate { get; init; }

    public required string Description { get; init; }

    /// <summary>The seller of record.</summary>
    public string Seller { get; init; } = Invoices.Aws;

    public bool IsMarketplace { get; init; }

    public string TaxType { get; init; } = "";

    /// <summary>Set for what is invoiced by itself, as soon as it is known.</summary>
    public string? InvoicedAlone { get; init; }

    /// <summary>Columns that few lines have.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> More { get; init; } = [];
}
