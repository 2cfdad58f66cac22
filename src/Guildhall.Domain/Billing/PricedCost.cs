namespace Guildhall.Domain.Billing;

/// <summary>A cost and what it is priced. vendor-integration.md 15.4.</summary>
/// <param name="Cost">The amount as reported, in ten-thousand-millionths; 0 for an addition.</param>
/// <param name="Priced">The same unit.</param>
/// <param name="Rule">The rule that won, or null for the defaults.</param>
/// <param name="Addition">A rule's own line: a fixed fee, a managed service.</param>
public sealed record PricedCost(BilledAccount Account, CostKey Key, Int128 Cost, Int128 Priced, PriceRule? Rule, bool Addition = false);
