using System.Globalization;
using Guildhall.App.Billing.Sources;
using Guildhall.App.People;
using Guildhall.Domain.Billing;

namespace Guildhall.Tests.Server.Billing;

/// <summary>Reports from a folder.</summary>
internal static class ReportFiles
{
    private const string Header =
        "bill/PayerAccountId,lineItem/UsageAccountId,lineItem/UsageStartDate,lineItem/CurrencyCode,lineItem/UnblendedCost,lineItem/LineItemType,lineItem/ProductCode,bill/BillingEntity,product/ProductName,bill/InvoiceId,lineItem/LineItemDescription,lineItem/UsageType";

    /// <summary>Reads a month's report of the world's organization; each call is a new version of it.</summary>
    public static Task IngestAsync(RunningHall hall, HallWorld world, BillingMonth month, params IEnumerable<ReportedLine> lines) => IngestAsync(hall, world.Management, month, lines);

    /// <summary>The same of the organization of another payer.</summary>
    public static async Task IngestAsync(RunningHall hall, string payer, BillingMonth month, params IEnumerable<ReportedLine> lines)
    {
        var folder = Directory.CreateTempSubdirectory("report-").FullName;
        try
        {
            var rows = lines.Select(l => string.Create(
                CultureInfo.InvariantCulture, $"{payer},{l.Account},{month}-{l.Day:D2}T00:00:00Z,{l.Currency},{l.Cost},{l.Type},{l.Product},{l.Entity},{l.Product} by name,{l.Invoice},{l.Description},{l.UsageType}"));
            await File.WriteAllLinesAsync(Path.Combine(folder, "report.csv"), [Header, .. rows], TestContext.Current.CancellationToken);
            var tenant = hall.Guildhall.Marketplaces.FindTenantOf(new Guildhall.Domain.AccountId(payer))!.State.Tenant.Value;
            var read = await hall.Guildhall.ReportIngest.IngestAsync(tenant, new FolderReports(folder, month, payer), month, ActOrigin.Operator("test"), TestContext.Current.CancellationToken);
            Assert.False(read.Refused, read.Refused ? read.Problems[0].Message : "");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
