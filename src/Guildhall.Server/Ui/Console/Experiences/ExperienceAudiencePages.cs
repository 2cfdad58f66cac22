using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;
using Guildhall.Server.Ui.Console.Structure;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>The tab Associated audiences: who the experience is given to. M-12, M-14.</summary>
internal sealed class ExperienceAudiencePages(Installation guildhall)
{
    private const string Read = "aws-marketplace:DescribeEntity";
    private const string Start = "aws-marketplace:StartChangeSet";

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/experiences/{id}/audiences", null, ExperienceDoor.On(Show));
        pages.Get("/console/experiences/{id}/audiences/add", Start, ExperienceDoor.On(AddAsync));
        pages.Get("/console/experiences/{id}/audiences.csv", Read, ExperienceDoor.On(Csv));
        pages.Post("/console/experiences/{id}/audiences/review", Start, ExperienceDoor.On(ReviewAsync));
        pages.Post("/console/experiences/{id}/audiences", Start, ExperienceDoor.On(ChangeAsync));
    }

    private static PageAnswer Show(PageCall call, Experience experience)
    {
        var query = QueryOf(call);
        var associated = Associated(call.Tenant!, experience, query);
        return ExperienceDoor.Tab<ExperienceAudiencesView>(experience, new ExperienceAudiences(experience, query, associated.Take(query), associated.Count) { Organization = call.Tenant!.Marketplace.Organization, Ticks = Ticks.Of(call) });
    }

    /// <summary>Who may be added: the organization and its units, or what the search found.</summary>
    private async ValueTask<PageAnswer> AddAsync(PageCall call, Experience experience, CancellationToken cancellation)
    {
        var (tenant, query) = (call.Tenant!, ListQuery.Of(call));
        if (!ExperienceAudiences.TakesMore(experience, tenant.Marketplace.Organization)) return new PageAnswer.SeeOther(Address(experience));
        var all = await StructureList.FindAsync(guildhall.TagSearch, tenant, query, StructureFilter.All, null, cancellation);
        var found = all.Where(n => query.HasFilter || tenant.Marketplace.Organization.Tree.KindOf(n) != NodeKind.Account).ToList();
        var model = new AddedAudiences(experience, query, [.. found.Take(query).Select(n => Listed(tenant, n))], found.Count) { Ticks = Ticks.Of(call) };
        return PageAnswer.Console<AddedAudiencesView>("Add additional audience", model, ExperienceDoor.Above, new Crumb(experience.Name, Address(experience)));
    }

    private static PageAnswer Csv(PageCall call, Experience experience) => CsvFile.Of(
        $"{experience.Id}-audiences",
        ["Id", "Name", "Kind", "E-mail"],
        Associated(call.Tenant!, experience, QueryOf(call)).Select(a => (IReadOnlyList<object?>)[a.Id.Value, a.Name, a.Kind, a.Email]));

    private static ListQuery QueryOf(PageCall call) => ListQuery.Of(call, "name");

    /// <summary>Who the experience is given to, as far as the words fit; those who have left the organization too.</summary>
    private static List<AssociatedPrincipal> Associated(TenantView tenant, Experience experience, ListQuery query)
    {
        var tree = tenant.Marketplace.Organization.Tree;
        var all = (experience.Audience?.Principals ?? []).Select(p => tree.Find(p.Value) is { } node
            ? new AssociatedPrincipal(p, tree.Nodes[node].Name, NodeWords.Of(tree.KindOf(node)), tree.Nodes[node].Email)
            : new AssociatedPrincipal(p, "gone from the organization", "–", null));
        return [.. query.Sorted(all.Where(a => query.Matches([a.Name, a.Id.Value, a.Email ?? ""])), a => query.Sort == "kind" ? a.Kind : a.Name)];
    }

    private async ValueTask<PageAnswer> ReviewAsync(PageCall call, Experience experience, CancellationToken cancellation)
    {
        var ticks = Ticks.Of(call.Texts("principal"));
        return Unfit(ticks, BackOf(call, experience)) ?? (PageAnswer)await AskAsync(call, experience, ticks.Ids, [], cancellation);
    }

    private async Task<PageAnswer.View> AskAsync(PageCall call, Experience experience, ImmutableArray<string> principals, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var add = call.Text("act") == "associate";
        var changes = Changes(call.Tenant!, experience, principals, add);
        var preview = await guildhall.Previews.OfAsync(call.Caller, new ChangeSetDraft(changes), cancellation);
        var tree = call.Tenant!.Marketplace.Organization.Tree;
        var review = new AudienceReview(experience, add, principals, [.. principals.Select(p => tree.Find(p) is { } n ? tree.Nodes[n].Name : p)], preview) { Word = call.Text("word"), Back = BackOf(call, experience), Problems = problems };
        return PageAnswer.Console<AudienceReviewView>(add ? "Associate" : "Disassociate from experience", review, ExperienceDoor.Above, new Crumb(experience.Name, Address(experience))) with
        {
            Status = UiProblems.StatusOf(problems),
        };
    }

    private async ValueTask<PageAnswer> ChangeAsync(PageCall call, Experience experience, CancellationToken cancellation)
    {
        var add = call.Text("act") == "associate";
        var ticks = Ticks.Of(call.Texts("principal"));
        if (Unfit(ticks, BackOf(call, experience)) is { } unfit) return unfit;
        var principals = ticks.Ids;
        if (!add && call.Form["word"] != "confirm") return await AskAsync(call, experience, principals, [Problem.Malformed("Type confirm, in lower case, to go on.", "word")], cancellation);
        var end = await new RunningChange(guildhall).RunAsync(call, $"{(add ? "Associate" : "Disassociate")}: {experience.Name}", Changes(call.Tenant!, experience, principals, add), cancellation);
        if (end is ChangeEnd.Refused refused) return await AskAsync(call, experience, principals, refused.Problems, cancellation);
        return RunningChange.Answer(end, add ? Address(experience) : BackOf(call, experience), add ? "Associated." : "Disassociated.");
    }

    /// <summary>A principal of another active experience is moved: it leaves that one in the same set.</summary>
    internal static IReadOnlyList<ChangeDraft> Changes(TenantView tenant, Experience experience, IReadOnlyList<string> principals, bool add)
    {
        if (!add) return [RunningChange.Change("DisassociateAudience", EntityType.Experience, experience.Id, new { Principals = principals })];
        var marketplace = tenant.Marketplace;
        var moved = principals
            .Select(p => (Principal: p, Holder: marketplace.Associations.TryGetValue(new PrincipalId(p), out var holder) ? marketplace.FindExperience(holder) : null))
            .Where(m => m.Holder is { Archived: false } other && other.Id != experience.Id)
            .GroupBy(m => m.Holder!.Id);
        return
        [
            .. moved.Select(g => RunningChange.Change("DisassociateAudience", EntityType.Experience, g.Key, new { Principals = g.Select(m => m.Principal).ToArray() })),
            RunningChange.Change("AssociateAudience", EntityType.Experience, experience.Id, new { Principals = principals }),
        ];
    }

    /// <summary>The nodes of the organization and its units, or of what has all the words in its name, e-mail or id.</summary>
    internal static IEnumerable<int> Search(OrganizationTree tree, string words)
    {
        var wanted = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, tree.Nodes.Length).Where(n => wanted.Length == 0 ? tree.KindOf(n) != NodeKind.Account : Array.TrueForAll(wanted, w => Holds(tree.Nodes[n], w)));
    }

    internal static ListedPrincipal Listed(TenantView tenant, int node)
    {
        var marketplace = tenant.Marketplace;
        var found = marketplace.Organization.Tree.Nodes[node];
        var holder = marketplace.Associations.TryGetValue(found.Id, out var id) ? marketplace.FindExperience(id) : null;
        var governor = tenant.Governance.GovernorOf(node);
        return new ListedPrincipal(found, holder, governor is { } g ? marketplace.FindExperience(g.Experience) : null, governor?.Relationship.ToString());
    }

    /// <summary>Whether the node has the word in name or e-mail, or is it by id.</summary>
    internal static bool Holds(OrganizationNode node, string word) =>
        node.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || node.Id.Value == word.Replace("-", "", StringComparison.Ordinal) || node.Id.Value == word
        || (node.Email?.Contains(word, StringComparison.OrdinalIgnoreCase) ?? false);

    private static PageAnswer.SeeOther? Unfit(Ticks ticks, string back) => ticks.RefusalFor(back, "organization, unit or account");

    /// <summary>Where one comes back to: the part of the list that was shown.</summary>
    private static string BackOf(PageCall call, Experience experience) => call.Text("back") is { Length: > 0 } back ? LocalAddress.Of(back) : Address(experience);

    private static string Address(Experience experience) => $"/console/experiences/{experience.Id}/audiences";
}

/// <summary>A node of the organization with what it is associated with and what governs it.</summary>
public sealed record ListedPrincipal(OrganizationNode Node, Experience? Associated, Experience? Governing, string? Relationship);

/// <summary>Somebody whom an experience is given to.</summary>
/// <param name="Kind">As pages call it; a dash for what has left the organization.</param>
public sealed record AssociatedPrincipal(PrincipalId Id, string Name, string Kind, string? Email);

/// <summary>What the tab shows.</summary>
/// <param name="Count">How many of those whom the experience is given to have the words of the list's filter.</param>
public sealed record ExperienceAudiences(Experience Experience, ListQuery Query, IReadOnlyList<AssociatedPrincipal> Associated, int Count)
{
    public required Organization Organization { get; init; }

    /// <summary>What is ticked in the list, on whichever page of it.</summary>
    public Ticks Ticks { get; init; } = Ticks.None;

    /// <summary>The address of what is shown, without ticks.</summary>
    public string Here => Query.SkipUrl(Query.PlaceIn(Count));

    public int All => Experience.Audience?.Principals.Length ?? 0;

    /// <summary>Whether the experience can be given to more.</summary>
    public static bool TakesMore(Experience experience, Organization organization) => !experience.Archived && !organization.IsStandalone;
}

/// <summary>A part of those to whom an experience may be given too.</summary>
/// <param name="Count">All that the search found.</param>
public sealed record AddedAudiences(Experience Experience, ListQuery Query, IReadOnlyList<ListedPrincipal> Found, int Count)
{
    /// <summary>What is ticked in the list, on whichever page of it.</summary>
    public Ticks Ticks { get; init; } = Ticks.None;

    /// <summary>The address of what is shown, without ticks.</summary>
    public string Here => Query.SkipUrl(Query.PlaceIn(Count));
}

/// <summary>What is asked before audiences change.</summary>
public sealed record AudienceReview(Experience Experience, bool Add, IReadOnlyList<string> Principals, IReadOnlyList<string> Names, Result<Preview> Preview)
{
    /// <summary>The list, without ticks.</summary>
    public required string Back { get; init; }

    /// <summary>The list as it was, for whoever does not want it after all.</summary>
    public string Ticked => Ticks.Of(Principals).Fitting.In(Back);

    /// <summary>What was typed to confirm.</summary>
    public string Word { get; init; } = "";

    /// <summary>Why it was refused after it was confirmed.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];
}
