using Guildhall.App;
using Guildhall.App.Changes.Bulk;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Bulk;

/// <summary><c>/console/bulk/results/ID</c>: what becomes of an order, line by line, and the end of what has not been sent yet.</summary>
internal sealed class BulkResultPages(Installation guildhall)
{
    private const string Results = BulkPages.Home + "/results/{id}";
    private const string Start = "aws-marketplace:StartChangeSet";

    public void Map(PageRoutes pages)
    {
        pages.Get(Results, Start, On((_, report) => PageAnswer.Console<BulkResultsView>("Results", report, BulkPages.Above)));
        pages.Get(Results + "/lines.csv", Start, On((_, report) => Csv(report)));
        pages.Get(Results + "/stop", Start, On((_, report) => Ask(report)));
        pages.Post(Results + "/stop", Start, StopAsync);
    }

    /// <summary>Where an order's results are, for as long as they are kept.</summary>
    public static string AddressOf(string order) => $"{BulkPages.Home}/results/{Uri.EscapeDataString(order)}";

    private PageHandler On(Func<PageCall, BulkReport, PageAnswer> handler) => async (call, cancellation) =>
    {
        var report = await guildhall.BulkQueries.FindAsync(call.Caller, call.Route("id"), cancellation);
        return report.Refused ? new PageAnswer.Refused(report.Problems) : handler(call, report.Value);
    };

    private static PageAnswer Csv(BulkReport report) => CsvFile.Of(
        "bulk-results",
        ["Experience", "Product id", "Title", "Result", "Change set"],
        report.Outcomes.SelectMany(o => o.Results.Select(r => (IReadOnlyList<object?>)[o.Name, r.Product, r.Title, r.Words, r.ChangeSet])));

    private static PageAnswer Ask(BulkReport report) => report.Order is { Running: true, StoppedBy: null }
        ? PageAnswer.Console<BulkStopView>("Stop this order", report, BulkPages.Above, new Crumb("Results", AddressOf(report.Order.Id)))
        : new PageAnswer.SeeOther(AddressOf(report.Order.Id));

    private async ValueTask<PageAnswer> StopAsync(PageCall call, CancellationToken cancellation)
    {
        var problem = await guildhall.BulkOrders.StopAsync(new BulkSending(call.Caller, call.RequestId), call.Route("id"), cancellation);
        return problem switch
        {
            null => new PageAnswer.SeeOther(AddressOf(call.Route("id")), Flash.Done("Stopped. What had not been sent is not done.")),
            { Kind: ProblemKind.Conflict } => new PageAnswer.SeeOther(AddressOf(call.Route("id")), Flash.Problem(problem.Message)),
            _ => new PageAnswer.Refused(problem),
        };
    }
}
