namespace Guildhall.Domain.Billing;

/// <summary>An account as statements know it. vendor-integration.md 15.5.</summary>
/// <param name="Id">12 digits.</param>
/// <param name="Name">Its name on AWS; empty when it is not known.</param>
/// <param name="Alias">Its alias; null when it has none.</param>
/// <param name="Company">Whose statement it is on; null: nobody's, its costs stay unassigned.</param>
/// <param name="CostCentre">What the statement's split groups it by; null when it has none.</param>
public sealed record BilledAccount(string Id, string Name, string? Alias, string? Company, string? CostCentre)
{
    /// <summary>An account that only the report knows.</summary>
    public static BilledAccount Unknown(string id) => new(id, "", null, null, null);
}
