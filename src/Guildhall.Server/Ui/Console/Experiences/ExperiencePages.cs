using Guildhall.App;
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
        var query = ListQuery.Of(call);
        var all = tenant.Value.Marketplace.Experiences.Values.Where(e => e.Archived == (query.Tab == "archived")).ToList();
        var listed = all.Where(e => query.Matches([e.Name, e.Id.Value])).Select(e => new ListedExperience(e, tenant.Value.Governance.GovernedBy(e.Id)));
        List<ListedExperience> found = [.. query.Sorted(listed.OrderBy(e => e.Experience.Id.Value, StringComparer.Ordinal), e => KeyOf(e, query.Sort))];
        return PageAnswer.Console<ExperienceListView>("Experiences", new ExperienceList(query, found.Take(query), found.Count, all.Count));
    }

    private static PageAnswer Csv(PageCall call)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        return CsvFile.Of(
            "experiences",
            ["Id", "Name", "Status", "Approved products", "Accounts governed", "Last modified"],
            tenant.Value.Marketplace.Experiences.Values.OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase).Select(e => (IReadOnlyList<object?>)
            [
                e.Id.Value, e.Name, e.Archived ? "Archived" : e.Live ? "Live" : "Not live", e.Policy?.Allowed.Length, tenant.Value.Governance.GovernedBy(e.Id), e.LastModified,
            ]));
    }

    /// <summary>What a list is sorted by, as text of one length where it is a number.</summary>
    private static string KeyOf(ListedExperience listed, string sort) => sort switch
    {
        "modified" => $"{listed.Experience.LastModified.UtcTicks:D19}",
        "products" => $"{listed.Experience.Policy?.Allowed.Length ?? int.MaxValue:D10}",
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
}

/// <summary>An experience and the number of accounts that it governs.</summary>
public sealed record ListedExperience(Experience Experience, int Governed);
