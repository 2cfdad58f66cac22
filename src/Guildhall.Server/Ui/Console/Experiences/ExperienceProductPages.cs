using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>The tab Products of an experience. private-marketplace.md 7.1, 7.2, M-07, M-22, M-23.</summary>
internal sealed class ExperienceProductPages(Installation guildhall)
{
    private const string Read = "aws-marketplace:DescribeEntity";
    private const string Start = "aws-marketplace:StartChangeSet";
    private const int IdsPerChange = 50;

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/experiences/{id}", null, ExperienceDoor.On(Show));
        pages.Get("/console/experiences/{id}/products.csv", Read, ExperienceDoor.On(Csv));
        pages.Post("/console/experiences/{id}/products/review", Start, ExperienceDoor.On(Review));
        pages.Post("/console/experiences/{id}/products", Start, ExperienceDoor.On(ChangeAsync));
    }

    private PageAnswer Show(PageCall call, Experience experience) => ExperienceDoor.Tab<ExperienceProductsView>(experience, PageOf(call, experience));

    private ExperienceProducts PageOf(PageCall call, Experience experience, bool whole = false)
    {
        var tab = Enum.TryParse<ProductTab>(call.Query["tab"], ignoreCase: true, out var asked) && Enum.IsDefined(asked) ? asked : ProductTab.All;
        return ExperienceProducts.Of(call.Tenant!, guildhall.Marketplaces.Catalogue, call.Caller.Account, experience, tab, ListQuery.Of(call, "product", kept: ["tab"]), whole);
    }

    private PageAnswer Csv(PageCall call, Experience experience)
    {
        var all = PageOf(call, experience, whole: true);
        return CsvFile.Of(
            $"{experience.Id}-{all.Word}",
            ["Product id", "Title", "Seller", "State", "Notes", "Approved in"],
            all.Products.Select(p => (IReadOnlyList<object?>)[p.Id.Value, p.Title, p.Seller, p.State, p.Notes, p.ApprovedIn]));
    }

    private PageAnswer Review(PageCall call, Experience experience)
    {
        var back = Back(call, experience);
        if (ProductAct.Find(call.Text("act")) is not { } act) return new PageAnswer.Refused(Problem.Malformed("Choose what to do with the products."));
        string[] ticked = [.. call.Texts("product").Distinct(StringComparer.Ordinal)];
        if (ticked.Length == 0) return new PageAnswer.SeeOther(back, Flash.Problem("Tick at least one product first."));
        if (ticked.Length > IdsPerChange) return new PageAnswer.SeeOther(back, Flash.Problem($"At most {IdsPerChange} products at one time; Bulk add/remove products takes more."));
        return Ask(call, experience, act, ticked, back, []);
    }

    private PageAnswer.View Ask(PageCall call, Experience experience, ProductAct act, string[] ticked, string back, ImmutableArray<Problem> problems)
    {
        var titles = ticked.Select(id => guildhall.Marketplaces.Catalogue.FindFor(call.Caller.Account, new ProductId(id))?.Title ?? id);
        var preview = guildhall.Previews.Of(call.Caller, new ChangeSetDraft(Changes(act, experience, ticked, call.Text("notes"))));
        var review = new ProductReview(experience, act, ticked, [.. titles], call.Text("notes"), back, preview) { Problems = problems };
        return PageAnswer.Console<ProductReviewView>(act.Title, review, ExperienceDoor.Above, new Crumb(experience.Name, $"/console/experiences/{experience.Id}")) with
        {
            Status = problems.IsEmpty ? StatusCodes.Status200OK : UiProblems.StatusOf(problems[0]),
        };
    }

    private async ValueTask<PageAnswer> ChangeAsync(PageCall call, Experience experience, CancellationToken cancellation)
    {
        if (ProductAct.Find(call.Text("act")) is not { } act) return new PageAnswer.Refused(Problem.Malformed("Choose what to do with the products."));
        string[] ticked = [.. call.Texts("product").Distinct(StringComparer.Ordinal)];
        var changes = Changes(act, experience, ticked, call.Text("notes"));
        var back = LocalAddress.Of(call.Text("back"));
        return await new RunningChange(guildhall).RunAsync(call, $"{act.Title}: {experience.Name}", changes, cancellation) switch
        {
            ChangeEnd.Refused refused => Ask(call, experience, act, ticked, back, refused.Problems),
            var end => RunningChange.Answer(end, back, $"{act.Done}: {ticked.Length:N0} {(ticked.Length == 1 ? "product" : "products")}."),
        };
    }

    /// <summary>The changes of one act on up to 50 products; a policy is made first where there is none and something is approved.</summary>
    internal static IReadOnlyList<ChangeDraft> Changes(ProductAct act, Experience experience, IReadOnlyList<string> products, string notes)
    {
        var policy = experience.Policy is null && act.ChangeType != "UnblockProductRequests"
            ? [RunningChange.Change("CreateProcurementPolicy", EntityType.Experience, experience.Id, new { Name = $"{experience.Name} products" })]
            : Array.Empty<ChangeDraft>();
        return
        [
            .. policy,
            RunningChange.Change(act.ChangeType, EntityType.Experience, experience.Id, act.Details(products, notes.Length == 0 ? null : notes)),
        ];
    }

    private static string Back(PageCall call, Experience experience) =>
        $"/console/experiences/{experience.Id}?tab={Uri.EscapeDataString(call.Text("tab"))}&q={Uri.EscapeDataString(call.Text("q"))}";
}
