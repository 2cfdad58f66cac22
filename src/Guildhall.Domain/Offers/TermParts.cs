using System.Collections.Immutable;

namespace Guildhall.Domain.Offers;

/// <summary>Prices by dimension.</summary>
/// <param name="Duration">Of a contract: which choice of the buyer it is for, such as <c>P12M</c>; null for usage.</param>
public sealed record RateCard(string? Duration, ImmutableArray<Rate> Rates)
{
    /// <summary>Whether a buyer may take more than one dimension of it.</summary>
    public bool MultipleDimensions { get; init; } = true;

    /// <summary>Whether a buyer may take another quantity than one.</summary>
    public bool Quantities { get; init; } = true;
}

/// <summary>The price of one unit of a dimension.</summary>
public readonly record struct Rate(string Dimension, string Price);

/// <summary>What a fixed price or a free trial gives of a dimension.</summary>
/// <param name="MaxQuantity">Null: as much as is wanted.</param>
public readonly record struct Grant(string Dimension, int? MaxQuantity);

/// <summary>One payment of a schedule.</summary>
public readonly record struct Instalment(DateTimeOffset ChargeDate, string ChargeAmount);

/// <summary>A text that a buyer agrees to.</summary>
/// <param name="Type">One of Discovery's: <c>CustomEula</c>, <c>CustomDsa</c>, <c>EnterpriseEula</c>, <c>StandardEula</c>, <c>StandardDsa</c>.</param>
public sealed record LegalDocument(string Type, string Url, string? Version);
