using System.Globalization;

namespace Guildhall.Tests.Server.Billing;

/// <summary>A line of a report in legacy CUR's columns, as far as costs depend on it.</summary>
/// <param name="Account">12 digits, or whatever a broken line has there.</param>
/// <param name="Cost">As text: some of the tests are about what is no number.</param>
internal sealed record ReportRow(string Account, string Cost, string Product = "AmazonEC2", int Day = 5)
{
    public const string Header =
        "identity/LineItemId,bill/InvoiceId,bill/BillingEntity,bill/PayerAccountId,lineItem/UsageAccountId,lineItem/LineItemType,lineItem/UsageStartDate,lineItem/ProductCode,lineItem/CurrencyCode,lineItem/UnblendedCost,product/ProductName";

    public string Entity { get; init; } = "AWS";

    public string Type { get; init; } = "Usage";

    public string Currency { get; init; } = "USD";

    public string Invoice { get; init; } = "";

    /// <summary>Taken as it is instead of the day.</summary>
    public string? Start { get; init; }

    /// <summary>The line of the file.</summary>
    /// <param name="month">As in <c>2026-10</c>.</param>
    public string In(string month, string payer) =>
        string.Create(CultureInfo.InvariantCulture, $"line-1,{Invoice},{Entity},{payer},{Account},{Type},{Start ?? $"{month}-{Day:00}T00:00:00Z"},{Product},{Currency},{Cost},{Product} by name");
}
