using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>
/// <c>/console/experiences/new</c>: five steps; what was typed travels in the form, so any step can be gone back to and nothing is stored before
/// the end. The result is not live (M-06). private-marketplace.md 7.1.
/// </summary>
internal sealed class NewExperiencePages(Installation guildhall)
{
    private const string Start = "aws-marketplace:StartChangeSet";
    private const int PerPage = 25;
    private static readonly Crumb Above = new("Experiences", "/console/experiences");

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/experiences/new", Start, (call, cancellation) => ShowAsync(call, new NewExperienceForm(), [], cancellation));
        pages.Post("/console/experiences/new", Start, StepAsync);
    }

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, NewExperienceForm form, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        Result<Preview>? preview = form.Step == 5 ? await guildhall.Previews.OfAsync(call.Caller, new ChangeSetDraft(form.Changes()), cancellation) : default(Result<Preview>?);
        if (preview is { Refused: true, Problems: var refusals } && NewExperienceForm.StepOf(refusals[0]) is { } step)
            return await ShowAsync(call, form with { Step = step }, [.. PageProblems.Of(refusals).Select(NewExperienceForm.BesideField)], cancellation);
        var shown = new NewExperience(form) { Problems = problems, Preview = preview ?? default, Chosen = Chosen(tenant.Value, form), Titles = Titles(call, form) };
        if (form.Step == 2) shown = WithPrincipals(tenant.Value, shown);
        if (form.Step == 3) shown = WithProducts(call, shown);
        return PageAnswer.Console<NewExperienceView>("Create experience", shown, Above) with { Status = problems.IsEmpty ? 200 : 400 };
    }

    private NewExperience WithProducts(PageCall call, NewExperience shown)
    {
        var (products, next) = ProductShelf.Find(guildhall.Marketplaces.Catalogue, call.Caller.Account, shown.Form.ProductWords, shown.Form.From, PerPage);
        return shown with { Products = products, Next = next };
    }

    /// <summary>The organization and its units, or what has the words in its name, e-mail or id, page by page; what is chosen stays in sight.</summary>
    private static NewExperience WithPrincipals(TenantView tenant, NewExperience shown)
    {
        int[] found = [.. ExperienceAudiencePages.Search(tenant.Marketplace.Organization.Tree, shown.Form.PrincipalWords).Skip(shown.Form.From).Take(PerPage + 1)];
        return shown with
        {
            Principals = [.. shown.Chosen.Concat(found.Take(PerPage).Select(n => ExperienceAudiencePages.Listed(tenant, n))).DistinctBy(p => p.Node.Id)],
            Next = found.Length > PerPage ? shown.Form.From + PerPage : null,
        };
    }

    private static IReadOnlyList<ListedPrincipal> Chosen(TenantView tenant, NewExperienceForm form) =>
        [.. form.Principals.Select(p => tenant.Marketplace.Organization.Tree.Find(p)).OfType<int>().Select(n => ExperienceAudiencePages.Listed(tenant, n))];

    private Dictionary<string, string> Titles(PageCall call, NewExperienceForm form) =>
        form.Products.ToDictionary(id => id, id => guildhall.Marketplaces.Catalogue.FindFor(call.Caller.Account, new ProductId(id))?.Title ?? id, StringComparer.Ordinal);

    private async ValueTask<PageAnswer> StepAsync(PageCall call, CancellationToken cancellation)
    {
        var form = NewExperienceForm.Read(call);
        var problems = form.Check();
        if (!problems.IsEmpty && call.Text("go") != "back") return await ShowAsync(call, form with { Step = NewExperienceForm.StepOf(problems[0]) ?? 1 }, problems, cancellation);
        if (call.Text("go") != "create") return await ShowAsync(call, form with { Step = Math.Clamp(form.Step + Direction(call.Text("go")), 1, 5) }, [], cancellation);
        var end = await new RunningChange(guildhall).RunAsync(call, $"Create experience: {form.Name}", form.Changes(), cancellation);
        return end switch
        {
            ChangeEnd.Refused refused => await ShowAsync(call, form with { Step = NewExperienceForm.StepOf(refused.Problems[0]) ?? 5 }, [.. refused.Problems.Select(NewExperienceForm.BesideField)], cancellation),
            ChangeEnd.Succeeded made => new PageAnswer.SeeOther($"/console/experiences/{made.EntityOf(0)}", Flash.Done($"{form.Name} is made. It is not live: take it live in Settings.")),
            _ => RunningChange.Answer(end, "/console/experiences", ""),
        };
    }

    private static int Direction(string go) => go switch
    {
        "next" => 1,
        "back" => -1,
        _ => 0,
    };
}

/// <summary>What the wizard shows.</summary>
public sealed record NewExperience(NewExperienceForm Form)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];

    public IReadOnlyList<ListedPrincipal> Principals { get; init; } = [];

    public IReadOnlyList<Domain.Products.Product> Products { get; init; } = [];

    /// <summary>Where the next page of audiences or products begins; null on the last.</summary>
    public int? Next { get; init; }

    /// <summary>The chosen audiences, as far as the organization has them.</summary>
    public IReadOnlyList<ListedPrincipal> Chosen { get; init; } = [];

    /// <summary>The titles of the chosen products.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    public Result<Preview> Preview { get; init; }
}
