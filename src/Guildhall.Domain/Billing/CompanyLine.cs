namespace Guildhall.Domain.Billing;

/// <summary>A line and whose statement it is for.</summary>
/// <param name="Company">Null: nobody's.</param>
/// <param name="Currency">The report's, ISO 4217.</param>
public sealed record CompanyLine(string? Company, string Currency, StatementLine Line);
