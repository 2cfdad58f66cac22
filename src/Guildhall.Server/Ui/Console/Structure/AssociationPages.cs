using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Structure;

/// <summary>
/// Associating and disassociating from the organization structure and from Audiences: what is chosen stands in the address, the effect is shown, then
/// it is done. private-marketplace.md 7.1, M-12, M-13, M-14.
/// </summary>
internal sealed class AssociationPages(Installation guildhall)
{
    private const string Start = "aws-marketplace:StartChangeSet";
    private const string Word = "confirm";
    private static readonly Crumb Above = new("Audiences", "/console/audiences");

    public void Map(PageRoutes pages)
    {
        pages.Post("/console/audiences/chosen", Start, (call, _) => ValueTask.FromResult<PageAnswer>(Chosen(call)));
        pages.Get("/console/audiences/associate", Start, (call, cancellation) => ChooseAsync(call, [], cancellation));
        pages.Post("/console/audiences/associate", Start, AssociateAsync);
        pages.Get("/console/audiences/disassociate", Start, (call, cancellation) => AskAsync(call, [], cancellation));
        pages.Post("/console/audiences/disassociate", Start, DisassociateAsync);
    }

    /// <summary>From the list to the question, in whose address stands what is ticked.</summary>
    private static PageAnswer.SeeOther Chosen(PageCall call)
    {
        var (ticks, back) = (Ticks.Of(call.Texts("principal")), AssociationQuestion.BackTo(call.Text("back")));
        var question = call.Text("act") == "disassociate" ? "disassociate" : "associate";
        return Unfit(ticks, back) ?? new PageAnswer.SeeOther(ticks.In($"/console/audiences/{question}?back={Uri.EscapeDataString(back)}"));
    }

    private async ValueTask<PageAnswer> ChooseAsync(PageCall call, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var asked = AssociationQuestion.Read(call);
        if (asked.Refused) return new PageAnswer.Refused(asked.Problems);
        if (Unfit(asked.Value.Ticks, asked.Value.Back) is { } unfit) return unfit;
        var changes = asked.Value.Associating();
        var preview = asked.Value.Experience is null ? default(Result<Preview>?) : changes.Refused ? changes.Problems : await guildhall.Previews.OfAsync(call.Caller, new ChangeSetDraft(changes.Value), cancellation);
        var shown = asked.Value with { Preview = preview, Problems = problems, GoingLive = preview is { Refused: false } effect ? await GoingLiveAsync(call, asked.Value, effect.Value, cancellation) : null };
        return PageAnswer.Console<AssociateView>(asked.Value.Moves ? "Edit association" : "Create association", shown, Above) with { Status = UiProblems.StatusOf(problems) };
    }

    /// <summary>What is in use where the experience would govern, when it goes live with this; one comes back to the same address after adding.</summary>
    private async Task<GoingLive?> GoingLiveAsync(PageCall call, AssociationQuestion asked, Preview effect, CancellationToken cancellation) => asked is { GoLive: true, Experience: { Live: false } experience }
        ? await GoingLive.FindAsync(guildhall, call, experience, effect, HttpMethods.IsGet(call.Context.Request.Method) ? call.Context.Request.Path + call.Context.Request.QueryString : null, cancellation)
        : null;

    private async ValueTask<PageAnswer> AssociateAsync(PageCall call, CancellationToken cancellation)
    {
        var asked = AssociationQuestion.Read(call);
        if (asked.Refused) return new PageAnswer.Refused(asked.Problems);
        if (Unfit(asked.Value.Ticks, asked.Value.Back) is { } unfit) return unfit;
        if (asked.Value.Experience is not { } experience) return await ChooseAsync(call, [Problem.Malformed("Choose an experience.", "experience")], cancellation);
        var changes = asked.Value.Associating();
        if (changes.Refused) return await ChooseAsync(call, [], cancellation);
        var end = await new RunningChange(guildhall).RunAsync(call, $"Associate: {experience.Name}", changes.Value, cancellation);
        if (end is ChangeEnd.Refused refused) return await ChooseAsync(call, refused.Problems, cancellation);
        return RunningChange.Answer(end, asked.Value.Back, $"Associated with {experience.Name}: {asked.Value.Names}.");
    }

    private async ValueTask<PageAnswer> AskAsync(PageCall call, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var asked = AssociationQuestion.Read(call);
        if (asked.Refused) return new PageAnswer.Refused(asked.Problems);
        if (Unfit(asked.Value.Ticks, asked.Value.Back) is { } unfit) return unfit;
        var changes = asked.Value.Disassociating();
        if (changes.Count == 0) return new PageAnswer.SeeOther(asked.Value.Ticked, Flash.Problem("Tick at least one that is associated itself: what is inherited ends where it comes from."));
        var shown = asked.Value with { Preview = await guildhall.Previews.OfAsync(call.Caller, new ChangeSetDraft(changes), cancellation), Problems = problems, Word = call.Text("word") };
        return PageAnswer.Console<DisassociateView>("Disassociate from experience", shown, Above) with { Status = UiProblems.StatusOf(problems) };
    }

    private async ValueTask<PageAnswer> DisassociateAsync(PageCall call, CancellationToken cancellation)
    {
        if (call.Form["word"] != Word) return await AskAsync(call, [Problem.Malformed($"Type {Word}, in lower case, to go on.", "word")], cancellation);
        var asked = AssociationQuestion.Read(call);
        if (asked.Refused) return new PageAnswer.Refused(asked.Problems);
        if (Unfit(asked.Value.Ticks, asked.Value.Back) is { } unfit) return unfit;
        var changes = asked.Value.Disassociating();
        if (changes.Count == 0) return new PageAnswer.SeeOther(asked.Value.Back, new Flash(FlashKind.Information, "Nothing was associated any more, so nothing was changed."));
        var end = await new RunningChange(guildhall).RunAsync(call, "Disassociate from experience", changes, cancellation);
        if (end is ChangeEnd.Refused refused) return await AskAsync(call, refused.Problems, cancellation);
        return RunningChange.Answer(end, asked.Value.Back, $"Disassociated: {asked.Value.Names}.");
    }

    private static PageAnswer.SeeOther? Unfit(Ticks ticks, string back) => ticks.RefusalFor(back, "organization, unit or account");
}

/// <summary>What is to be associated, with what, and what that would do.</summary>
public sealed record AssociationQuestion(TenantView Tenant, Ticks Ticks, Experience? Experience, bool GoLive, string Back)
{
    private const int NamesShown = 5;

    /// <summary>Whether what is ticked came from a list, and is ticked there still for whoever does not want it after all.</summary>
    public bool Listing { get; init; }

    public string Ticked => Listing ? Ticks.In(Back) : Back;

    public ImmutableArray<string> Principals => Ticks.Ids;

    /// <summary>Null while no experience is chosen.</summary>
    public Result<Preview>? Preview { get; init; }

    /// <summary>What is in use and not approved; null when no experience goes live with it.</summary>
    public GoingLive? GoingLive { get; init; }

    /// <summary>Why it was refused after it was confirmed.</summary>
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>What was typed to confirm.</summary>
    public string Word { get; init; } = "";

    /// <summary>What can be chosen: archived experiences govern nobody.</summary>
    public IReadOnlyList<Experience> Choices => [.. Tenant.Marketplace.Experiences.Values.Where(e => !e.Archived).OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The chosen nodes as far as the organization has them.</summary>
    public IReadOnlyList<ListedPrincipal> Listed => [.. Principals.Select(p => Tenant.Marketplace.Organization.Tree.Find(p)).OfType<int>().Select(n => ExperienceAudiencePages.Listed(Tenant, n))];

    /// <summary>Whether one of them leaves another active experience.</summary>
    public bool Moves => Listed.Any(p => p.Associated is { Archived: false });

    public string Names => string.Join(", ", Listed.Take(NamesShown).Select(p => p.Node.Name)) + (Listed.Count > NamesShown ? $" and {Listed.Count - NamesShown:N0} more" : "");

    /// <summary>From the address of a GET or the fields of a POST. Refused: the caller does not administer the organization, no such experience.</summary>
    internal static Result<AssociationQuestion> Read(PageCall call)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return tenant.Problems;
        var posted = HttpMethods.IsPost(call.Context.Request.Method);
        var id = One("experience");
        var experience = tenant.Value.Marketplace.FindExperience(new EntityId(id));
        if (id.Length > 0 && experience is null) return Problem.NotFound("There is no experience of this id.");
        var listed = One(Ticks.Parameter);
        var ticks = listed.Length > 0 ? Ticks.Of(listed) : Ticks.Of((posted ? call.Form["principal"] : call.Query["principal"]).OfType<string>());
        return new AssociationQuestion(tenant.Value, ticks, experience, One("live") == "on", BackTo(One("back"))) { Listing = listed.Length > 0 };

        string One(string name) => (posted ? call.Form[name] : call.Query[name]).ToString().Trim();
    }

    internal static string BackTo(string back) => back.Length == 0 ? "/console/audiences" : LocalAddress.Of(back);

    /// <summary>Refused, as decisions.md 13 has it: taking an experience live that has no list of products.</summary>
    internal Result<IReadOnlyList<ChangeDraft>> Associating()
    {
        if (Experience is null) return Problem.Malformed("Choose an experience.", "experience");
        var live = GoLive && !Experience.Live;
        if (live && Experience.Policy is null) return Problem.Conflict("NO_POLICY", "Approve at least one product before going live: without a list of products nothing would be restricted.");
        return new List<ChangeDraft>(
        [
            .. ExperienceAudiencePages.Changes(Tenant, Experience, Principals, add: true),
            .. live ? [RunningChange.Change("UpdateExperience", EntityType.Experience, Experience.Id, new { Status = "Enabled" })] : Array.Empty<ChangeDraft>(),
        ]);
    }

    /// <summary>One change for each experience that loses something.</summary>
    internal IReadOnlyList<ChangeDraft> Disassociating() =>
    [
        .. Listed.Where(p => p.Associated is not null).GroupBy(p => p.Associated!.Id).Select(g =>
            RunningChange.Change("DisassociateAudience", EntityType.Experience, g.Key, new { Principals = g.Select(p => p.Node.Id.Value).ToArray() })),
    ];
}
