using Guildhall.App;
using Guildhall.App.Changes.Bulk;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Bulk;

/// <summary>The orders of the private marketplace, below the form of a new one and as a file. M-09.</summary>
internal sealed class BulkListPages(Installation guildhall)
{
    private const string Start = "aws-marketplace:StartChangeSet";
    private static readonly string[] Kept = ["state"];

    public static string File => BulkPages.Home + "/orders.csv";

    public void Map(PageRoutes pages) => pages.Get(File, Start, CsvAsync);

    public static ListQuery QueryOf(PageCall call) => ListQuery.Of(call, "ordered", down: true, Kept) with { Path = BulkPages.Home };

    public async Task<Result<FoundBulkOrders>> FindAsync(PageCall call, ListQuery query, int skip, int take, CancellationToken cancellation)
    {
        var search = new BulkSearch { Text = query.Text, State = ListQuery.Named<BulkState>(query.Value("state")), Sort = ListQuery.Named<BulkSort>(query.Sort) ?? BulkSort.Ordered, Down = query.Down, Skip = skip, Take = take };
        return await guildhall.BulkQueries.SearchAsync(call.Caller, search, cancellation);
    }

    private async ValueTask<PageAnswer> CsvAsync(PageCall call, CancellationToken cancellation)
    {
        var found = await FindAsync(call, QueryOf(call), 0, int.MaxValue, cancellation);
        if (found.Refused) return new PageAnswer.Refused(found.Problems);
        return CsvFile.Of(
            "bulk-orders",
            ["Order", "State", "Experiences", "Lines", "Lines ended", "Lines done", "Ordered by", "Account id", "Stopped by", "Ordered", "Ended", "Id"],
            found.Value.Orders.Select(o => (IReadOnlyList<object?>)[o.Title, o.State, o.Experiences, o.Lines, o.Ended, o.Done, o.OrderedBy, o.Account.Value, o.StoppedBy, o.CreatedAt, o.EndedAt, o.Id]));
    }
}
