using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>The tab History: the change sets about an experience, newest first.</summary>
internal sealed class ExperienceHistoryPages(Installation guildhall)
{

    public void Map(PageRoutes pages) => pages.Get("/console/experiences/{id}/history", "aws-marketplace:ListChangeSets", ExperienceDoor.On(ShowAsync));

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, Experience experience, CancellationToken cancellation)
    {
        var next = call.Query["next"].ToString() is { Length: > 0 } token ? token : null;
        var shared = experience.Owner != call.Caller.Account;
        var filter = new ChangeSetFilter { EntityIds = [experience.Id.Value], SharedWithMe = shared };
        var sets = await guildhall.ChangeSetQueries.ListAsync(call.Caller, filter, next, cancellation);
        if (sets.Refused) return new PageAnswer.Refused(sets.Problems);
        return ExperienceDoor.Tab<ExperienceHistoryView>(experience, new ExperienceHistory(experience, [.. sets.Value.Items.Select(s => s.Set)], sets.Value.NextToken));
    }
}

/// <summary>What the tab shows.</summary>
public sealed record ExperienceHistory(Experience Experience, IReadOnlyList<ChangeSetRow> Sets, string? Next);
