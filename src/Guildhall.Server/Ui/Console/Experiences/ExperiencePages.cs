using Guildhall.App;
using Guildhall.App.Governance;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary><c>/console/experiences</c>: the two lists. private-marketplace.md 7.1, M-24, M-25.</summary>
internal sealed class ExperiencePages(Installation guildhall)
{
    private const string List = "aws-marketplace:ListEntities";

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/experiences", List, (call, _) => ValueTask.FromResult(ListPage(call)));
        pages.Get("/console/experiences.csv", List, (call, _) => ValueTask.FromResult(Csv(call)));
        new ExperienceActPages(guildhall).Map(pages);
        new NewExperiencePages(guildhall).Map(pages);
        new ExperienceProductPages(guildhall).Map(pages);
        new ExperienceAudiencePages(guildhall).Map(pages);
        new ExperienceBrandingPages(guildhall).Map(pages);
        new ExperienceSettingsPages(guildhall).Map(pages);
        new ExperienceHistoryPages(guildhall).Map(pages);
    }

    private static PageAnswer ListPage(PageCall call)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        var query = QueryOf(call);
        var found = Found(tenant.Value, query);
        var all = tenant.Value.Marketplace.Experiences.Values.Count(e => e.Archived == (query.Tab == "archived"));
        return PageAnswer.Console<ExperienceListView>("Experiences", new ExperienceList(query, found.Take(query), found.Count, all) { Ticks = Ticks.Of(call) });
    }

    /// <summary>What the search found; of both lists when the address names none, which the whole list as a file is.</summary>
    private static PageAnswer Csv(PageCall call)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        return CsvFile.Of(
            "experiences",
            ["Id", "Name", "Status", "Approved products", "Accounts governed", "Last modified"],
            Found(tenant.Value, QueryOf(call)).Select(f => (IReadOnlyList<object?>)
            [
                f.Experience.Id.Value, f.Experience.Name, StatusOf(f.Experience), f.Experience.Policy?.Allowed.Length, f.Governed, f.Experience.LastModified,
            ]));
    }

    private static ListQuery QueryOf(PageCall call) => ListQuery.Of(call, "name", kept: ["tab"]);

    private static List<ListedExperience> Found(TenantView tenant, ListQuery query)
    {
        var listed = tenant.Marketplace.Experiences.Values
            .Where(e => query.Tab switch { "" => query.Path.EndsWith(".csv", StringComparison.Ordinal) || !e.Archived, "archived" => e.Archived, _ => !e.Archived })
            .Where(e => query.Matches([e.Name, e.Id.Value]))
            .Select(e => new ListedExperience(e, tenant.Governance.GovernedBy(e.Id)));
        return [.. query.Sorted(listed.OrderBy(e => e.Experience.Id.Value, StringComparer.Ordinal), e => KeyOf(e, query.Sort))];
    }

    private static string StatusOf(Experience experience) => experience.Archived ? "Archived" : experience.Live ? "Live" : "Not live";

    /// <summary>What a list is sorted by, as text of one length where it is a number.</summary>
    private static string KeyOf(ListedExperience listed, string sort) => sort switch
    {
        "modified" => $"{listed.Experience.LastModified.UtcTicks:D19}",
        "products" => $"{listed.Experience.Policy?.Allowed.Length ?? int.MaxValue:D10}",
        "status" => StatusOf(listed.Experience),
        "governed" => $"{listed.Governed:D10}",
        _ => listed.Experience.Name,
    };
}

/// <summary>What the list shows.</summary>
/// <param name="Found">How many the search found.</param>
/// <param name="All">All of the tab, whatever was searched for.</param>
public sealed record ExperienceList(ListQuery Query, IReadOnlyList<ListedExperience> Experiences, int Found, int All)
{
    public bool Archived => Query.Tab == "archived";

    /// <summary>What is ticked in the list, on whichever page of it.</summary>
    public Ticks Ticks { get; init; } = Ticks.None;

    /// <summary>The address of what is shown, without ticks.</summary>
    public string Here => Query.SkipUrl(Query.PlaceIn(Found));
}

/// <summary>An experience and the number of accounts that it governs.</summary>
public sealed record ListedExperience(Experience Experience, int Governed);
