using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Lists;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Console.ChangeSets;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>The tab History: the change sets about an experience, newest first unless told otherwise.</summary>
internal sealed class ExperienceHistoryPages(Installation guildhall)
{
    private const string ListAction = "aws-marketplace:ListChangeSets";

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/experiences/{id}/history", ListAction, ExperienceDoor.On(ShowAsync));
        pages.Get("/console/experiences/{id}/history.csv", ListAction, ExperienceDoor.On(CsvAsync));
    }

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, Experience experience, CancellationToken cancellation)
    {
        var query = QueryOf(call);
        var sets = await guildhall.ChangeSetQueries.ListAsync(call.Caller, FilterOf(call, experience, query), query.Cursor.Length > 0 ? query.Cursor : null, cancellation);
        if (sets.Refused) return new PageAnswer.Refused(sets.Problems);
        return ExperienceDoor.Tab<ExperienceHistoryView>(experience, new ExperienceHistory(experience, query, sets.Value));
    }

    private ValueTask<PageAnswer> CsvAsync(PageCall call, Experience experience, CancellationToken cancellation) =>
        new ChangeSetFile(guildhall).WriteAsync(call, $"{experience.Id}-history", FilterOf(call, experience, QueryOf(call)), cancellation);

    private static ListQuery QueryOf(PageCall call) => ListQuery.Of(call, "started", down: true, ["status"]);

    private static ChangeSetFilter FilterOf(PageCall call, Experience experience, ListQuery query) => new()
    {
        EntityIds = [experience.Id.Value],
        SharedWithMe = experience.Owner != call.Caller.Account,
        Words = query.Text,
        Statuses = ChangeSetList.StatusesOf(query.Value("status")),
        ByEndTime = query.Sort == "ended",
        Ascending = !query.Down,
    };
}

/// <summary>What the tab shows.</summary>
public sealed record ExperienceHistory(Experience Experience, ListQuery Query, Page<ChangeSetSummary> Sets)
{
    public bool Filtered => Query.HasFilter || Query.Value("status").Length > 0;

    public IReadOnlyList<ChangeSetRow> Rows => [.. Sets.Items.Select(s => s.Set)];
}
