using Guildhall.SimulatedAws.Reports.Costs;

namespace Guildhall.SimulatedAws.Reports.Delivery;

/// <summary>A line of a bill as a row of a report (aws-operations.md C.5).</summary>
internal static class LineItemRow
{
    /// <param name="id">The line's id: new with each delivery.</param>
    public static void Fill(CsvRow row, BillScope scope, LineItem line, string id)
    {
        row.Clear();
        row.Set("identity/LineItemId", id);
        row.Set("identity/TimeInterval", $"{CsvRow.Instant(line.Start)}/{CsvRow.Instant(line.End)}");
        row.Set("bill/InvoiceId", Invoices.NumberOf(scope, line));
        row.Set("bill/InvoicingEntity", Invoices.Aws);
        row.Set("bill/BillingEntity", line.IsMarketplace ? "AWS Marketplace" : "AWS");
        row.Set("bill/BillType", line.BillType);
        row.Set("bill/PayerAccountId", scope.PayerId);
        row.Set("bill/BillingPeriodStartDate", scope.Month.Start);
        row.Set("bill/BillingPeriodEndDate", scope.Month.End);
        FillUse(row, line);
        FillCost(row, scope, line);
        FillProduct(row, line);
        foreach (var (column, text) in line.More) row.Set(column, text);
    }

    private static void FillUse(CsvRow row, LineItem line)
    {
        row.Set("lineItem/UsageAccountId", line.AccountId);
        row.Set("lineItem/LineItemType", line.Type);
        row.Set("lineItem/UsageStartDate", line.Start);
        row.Set("lineItem/UsageEndDate", line.End);
        row.Set("lineItem/ProductCode", line.ProductCode);
        row.Set("lineItem/UsageType", line.UsageType);
        row.Set("lineItem/Operation", line.Operation);
        row.Set("lineItem/UsageAmount", line.Amount);
        row.Set("lineItem/LineItemDescription", line.Description);
        row.Set("lineItem/TaxType", line.TaxType);
        row.Set("lineItem/LegalEntity", line.Seller);
        if (line.Type is "Usage" or "DiscountedUsage" or "SavingsPlanCoveredUsage" && !line.IsMarketplace) row.Set("lineItem/ResourceId", ResourceOf(line));
    }

    private static void FillCost(CsvRow row, BillScope scope, LineItem line)
    {
        row.Set("lineItem/CurrencyCode", "USD");
        row.Set("lineItem/UnblendedRate", line.Rate);
        row.Set("lineItem/UnblendedCost", line.Cost);
        row.Set("lineItem/BlendedRate", line.Rate);
        row.Set("lineItem/BlendedCost", line.Cost);
        if (scope.Discount is not null) row.Set("lineItem/NetUnblendedCost", line.NetCost ?? line.Cost);
        row.Set("discount/EdpDiscount", line.NetCost - line.Cost);
        row.Set("discount/TotalDiscount", line.NetCost - line.Cost);
        row.Set("pricing/publicOnDemandCost", line.ListCost);
        row.Set("pricing/publicOnDemandRate", line.ListRate);
        row.Set("pricing/unit", line.Unit);
        row.Set("pricing/term", line.Type switch { "DiscountedUsage" or "RIFee" => "Reserved", _ => line.ListRate is null ? "" : "OnDemand" });
    }

    private static void FillProduct(CsvRow row, LineItem line)
    {
        row.Set("product/ProductName", line.ProductName);
        row.Set("product/servicecode", line.ProductCode);
        row.Set("product/servicename", line.ProductName);
        if (line.UsageType.Length == 0) return;
        row.Set("product/productFamily", line.Family);
        row.Set("product/region", line.Region.Code);
        row.Set("product/regionCode", line.Region.Code);
        row.Set("product/location", line.Region.Location);
        row.Set("product/locationType", line.Region.Code.Length > 0 ? "AWS Region" : "");
        row.Set("product/usagetype", line.UsageType);
        row.Set("product/operation", line.Operation);
        row.Set("product/instanceType", line.InstanceType);
        row.Set("product/sku", $"{Lot.Of("sku", line.ProductCode, line.UsageType):X16}"[..12]);
    }

    private static string ResourceOf(LineItem line)
    {
        var lot = Lot.Of("resource", line.AccountId, line.ProductCode, line.UsageType);
        return line.InstanceType.Length > 0 && line.ProductCode == "AmazonEC2" ? $"i-0{lot:x16}" : $"arn:aws:{line.ProductCode.ToLowerInvariant()}:{line.Region.Code}:{line.AccountId}:{lot:x16}";
    }
}
