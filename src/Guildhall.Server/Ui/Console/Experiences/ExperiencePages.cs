using System.Globalization;
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
        var (archived, order, words) = (call.Query["tab"] == "archived", call.Query["sort"].ToString(), call.Query["q"].ToString().Trim());
        var all = tenant.Value.Marketplace.Experiences.Values.Where(e => e.Archived == archived).ToList();
        ListedExperience[] found = [.. Sorted(all.Where(e => Holds(e, words)).Select(e => new ListedExperience(e, ExperienceDoor.GovernedBy(tenant.Value, e))), order)];
        var from = int.TryParse(call.Query["from"], NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? Math.Min(position, found.Length) : 0;
        var page = found.Skip(from).Take(ExperienceList.PageSize).ToArray();
        return PageAnswer.Console<ExperienceListView>("Experiences", new ExperienceList(archived, order, page) { Words = words, From = from, Found = found.Length, All = all.Count });
    }

    private static bool Holds(Experience experience, string words) =>
        words.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => experience.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || experience.Id.Value == word);

    private static PageAnswer Csv(PageCall call)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        return CsvFile.Of(
            "experiences",
            ["Id", "Name", "Status", "Approved products", "Accounts governed", "Last modified"],
            tenant.Value.Marketplace.Experiences.Values.OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase).Select(e => (IReadOnlyList<object?>)
            [
                e.Id.Value, e.Name, e.Archived ? "Archived" : e.Live ? "Live" : "Not live", e.Policy?.Allowed.Length, ExperienceDoor.GovernedBy(tenant.Value, e), e.LastModified,
            ]));
    }

    private static IOrderedEnumerable<ListedExperience> Sorted(IEnumerable<ListedExperience> experiences, string order) => order switch
    {
        "modified" => experiences.OrderByDescending(e => e.Experience.LastModified),
        "products" => experiences.OrderByDescending(e => e.Experience.Policy?.Allowed.Length ?? int.MaxValue),
        "governed" => experiences.OrderByDescending(e => e.Governed),
        _ => experiences.OrderBy(e => e.Experience.Name, StringComparer.OrdinalIgnoreCase).ThenBy(e => e.Experience.Id.Value, StringComparer.Ordinal),
    };
}

/// <summary>What the list shows, in the order asked for.</summary>
public sealed record ExperienceList(bool Archived, string Sort, IReadOnlyList<ListedExperience> Experiences)
{
    public const int PageSize = 50;

    /// <summary>What names were searched for.</summary>
    public string Words { get; init; } = "";

    /// <summary>The place of the first one shown among those found.</summary>
    public int From { get; init; }

    public int Found { get; init; }

    /// <summary>All of the tab, whatever was searched for.</summary>
    public int All { get; init; }

    public string Url(string sort, int from) =>
        $"/console/experiences?sort={Uri.EscapeDataString(sort)}{(Archived ? "&tab=archived" : "")}{(Words.Length > 0 ? "&q=" + Uri.EscapeDataString(Words) : "")}{(from > 0 ? $"&from={from}" : "")}";
}

/// <summary>An experience and the number of accounts that it governs.</summary>
public sealed record ListedExperience(Experience Experience, int Governed);
