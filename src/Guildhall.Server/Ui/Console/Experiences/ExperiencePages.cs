using Guildhall.App;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary><c>/console/experiences</c>. private-marketplace.md 7.1.</summary>
internal sealed class ExperiencePages(Installation guildhall)
{
    private const string List = "aws-marketplace:ListEntities";

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/experiences", List, (call, _) => ValueTask.FromResult(ListPage(call)));
    }

    private PageAnswer ListPage(PageCall call)
    {
        if (!call.Administers || call.Tenant is not { } tenant) return new PageAnswer.Refused(Problem.Forbidden("Experiences are managed from the management account or a delegated administrator's."));
        var archived = call.Query["tab"] == "archived";
        var shown = tenant.Marketplace.Experiences.Values.Where(e => e.Archived == archived).OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase).ThenBy(e => e.Id.Value, StringComparer.Ordinal);
        return PageAnswer.Console<ExperienceListView>("Experiences", new ExperienceList(archived, [.. shown], guildhall.Options.Clock.GetUtcNow()));
    }
}

/// <summary>What the list shows.</summary>
public sealed record ExperienceList(bool Archived, IReadOnlyList<Experience> Experiences, DateTimeOffset Now);
