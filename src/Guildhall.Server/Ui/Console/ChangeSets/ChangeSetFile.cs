using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Lists;
using Guildhall.App.Store.Rows;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.ChangeSets;

/// <summary>A list of change sets as CSV, however long: read page by page while it is sent.</summary>
internal sealed class ChangeSetFile(Installation guildhall)
{
    private const int PerRead = 200;

    public async ValueTask<PageAnswer> WriteAsync(PageCall call, string name, ChangeSetFilter asked, CancellationToken cancellation)
    {
        var filter = asked with { Take = PerRead };
        var first = await guildhall.ChangeSetQueries.ListAsync(call.Caller, filter, null, cancellation);
        if (first.Refused) return new PageAnswer.Refused(first.Problems);
        return new PageAnswer.Download(name + ".csv", "text/csv; charset=utf-8", async (text, stopping) =>
        {
            await text.WriteAsync(CsvFile.Line(["Id", "Name", "Status", "Changes", "Account", "Started by", "Started", "Ended", "Failure code", "Failure"]));
            for (Page<ChangeSetSummary>? page = first.Value; page is not null; page = await NextAsync(call, filter, page, stopping))
            {
                foreach (var (set, _) in page.Items)
                    await text.WriteAsync(CsvFile.Line([set.Id, set.Name, set.Status, TypesOf(set), set.Account, set.Arn, set.StartTime, set.EndTime, set.FailureCode, set.FailureDescription]));
            }
        });
    }

    private async Task<Page<ChangeSetSummary>?> NextAsync(PageCall call, ChangeSetFilter filter, Page<ChangeSetSummary> page, CancellationToken cancellation) =>
        page.NextToken is { } token ? (await guildhall.ChangeSetQueries.ListAsync(call.Caller, filter, token, cancellation)).Value : null;

    private static string TypesOf(ChangeSetRow set) => string.Join(", ", StoredChanges.Read(set.Changes).Select(c => c.ChangeType).Distinct(StringComparer.Ordinal));
}
