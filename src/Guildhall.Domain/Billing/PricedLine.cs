namespace Guildhall.Domain.Billing;

/// <summary>A priced cost and since when all additions of the month hold, or do not, as they do on its days.</summary>
internal readonly record struct PricedLine(PricedCost Cost, DateOnly Since);
