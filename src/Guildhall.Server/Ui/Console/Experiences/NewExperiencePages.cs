using System.Collections.Immutable;
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
    private static readonly Crumb Above = new("Experiences", "/console/experiences");

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/experiences/new", Start, (call, _) => ValueTask.FromResult(Show(call, new NewExperienceForm(), [])));
        pages.Post("/console/experiences/new", Start, StepAsync);
    }

    private PageAnswer Show(PageCall call, NewExperienceForm form, ImmutableArray<Problem> problems)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        var shown = new NewExperience(form)
        {
            Problems = problems,
            Principals = form.Step == 2 ? PrincipalsOf(tenant.Value, form) : [],
            Products = form.Step == 3 ? ProductShelf.Find(guildhall.Marketplaces.Catalogue, call.Caller.Account, form.ProductWords, 0, 25).Products : [],
            Preview = form.Step == 5 ? guildhall.Previews.Of(call.Caller, new ChangeSetDraft(form.Changes())) : default,
        };
        return PageAnswer.Console<NewExperienceView>("Create experience", shown, Above) with { Status = problems.IsEmpty ? 200 : 400 };
    }

    private async ValueTask<PageAnswer> StepAsync(PageCall call, CancellationToken cancellation)
    {
        var form = NewExperienceForm.Read(call);
        var problems = form.Check();
        if (!problems.IsEmpty && call.Text("go") != "back") return Show(call, form with { Step = 1 }, problems);
        if (call.Text("go") != "create") return Show(call, form with { Step = Math.Clamp(form.Step + Direction(call.Text("go")), 1, 5) }, []);
        var end = await new RunningChange(guildhall).RunAsync(call, $"Create experience: {form.Name}", form.Changes(), cancellation);
        return end switch
        {
            ChangeEnd.Refused refused => Show(call, form with { Step = 5 }, refused.Problems),
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

    private static IReadOnlyList<ListedPrincipal> PrincipalsOf(TenantView tenant, NewExperienceForm form)
    {
        var tree = tenant.Marketplace.Organization.Tree;
        var chosen = form.Principals.Select(p => tree.Find(p)).OfType<int>().Select(n => ExperienceAudiencePages.Listed(tenant, n));
        return [.. chosen.Concat(ExperienceAudiencePages.Search(tenant, form.PrincipalWords)).DistinctBy(p => p.Node.Id)];
    }
}

/// <summary>What the wizard shows.</summary>
public sealed record NewExperience(NewExperienceForm Form)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];

    public IReadOnlyList<ListedPrincipal> Principals { get; init; } = [];

    public IReadOnlyList<Domain.Products.Product> Products { get; init; } = [];

    public Result<Preview> Preview { get; init; }
}
