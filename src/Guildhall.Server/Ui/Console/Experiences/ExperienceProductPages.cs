using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Requests;
using Guildhall.Server.Ui.Console.Requests;
using Guildhall.Server.Ui.Console.Spend;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Experiences;

/// <summary>The tab Products of an experience. private-marketplace.md 7.1, 7.2, M-07, M-22, M-23.</summary>
internal sealed class ExperienceProductPages(Installation guildhall)
{
    private const string Read = "aws-marketplace:DescribeEntity";
    private const string Start = "aws-marketplace:StartChangeSet";

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/experiences/{id}", null, ExperienceDoor.On(ShowAsync));
        pages.Get("/console/experiences/{id}/products.csv", Read, ExperienceDoor.On(Csv));
        pages.Post("/console/experiences/{id}/products/review", Start, ExperienceDoor.On(ReviewAsync));
        pages.Post("/console/experiences/{id}/products", Start, ExperienceDoor.On(ChangeAsync));
    }

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, Experience experience, CancellationToken cancellation)
    {
        var outside = (await guildhall.InUse.NotApprovedAsync(call.Caller, call.Tenant!.Governance, experience.Id, cancellation)).Sum(p => p.Agreements);
        var spend = call.Tenant!.Governance.GovernedBy(experience.Id) > 0 ? SpendDoor.PartOf(call, (TenantView tenant) => guildhall.ApprovedSpends.Find(tenant, experience.Id.Value)) : null;
        if (TabOf(call) != ProductTab.Pending) return ExperienceDoor.Tab<ExperienceProductsView>(experience, PageOf(call, experience) with { Ticks = Ticks.Of(call), Outside = outside, Spend = spend });
        var query = RequestsQuery(call);
        var requests = guildhall.Requests.List(call.Caller, RequestWords.FilterOf(query) with { Status = RequestStatus.Pending, Experience = experience.Id });
        return requests.Refused
            ? new PageAnswer.Refused(requests.Problems)
            : ExperienceDoor.Tab<ExperienceProductsView>(experience, new ExperienceProducts(experience, ProductTab.Pending, query, [], 0)
            {
                Requests = requests.Value,
                Ticks = Ticks.Of(call),
                Outside = outside,
                Spend = spend,
                Costs = RequestSpend.Of(guildhall, call, requests.Value.Requests),
            });
    }

    private ExperienceProducts PageOf(PageCall call, Experience experience, bool whole = false) =>
        ExperienceProducts.Of(call.Tenant!, guildhall.Marketplaces.Catalogue, call.Caller.Account, experience, TabOf(call), ListQuery.Of(call, "product", kept: ["tab"]), whole);

    private static ListQuery RequestsQuery(PageCall call) => ListQuery.Of(call, "asked", down: true, kept: ["tab"]);

    private static ProductTab TabOf(PageCall call) => ListQuery.Named<ProductTab>(call.Query["tab"].ToString()) ?? ProductTab.All;

    private PageAnswer Csv(PageCall call, Experience experience)
    {
        if (TabOf(call) == ProductTab.Pending) return new PageAnswer.SeeOther(ExperienceProducts.RequestsFile(experience, RequestsQuery(call)));
        var all = PageOf(call, experience, whole: true);
        return CsvFile.Of(
            $"{experience.Id}-{all.Word}",
            ["Product id", "Title", "Seller", "State", "Notes", "Notes shown to buyers", "Approved in"],
            all.Products.Select(p => (IReadOnlyList<object?>)[p.Id.Value, p.Title, p.Seller, p.State, p.Notes, p.Public ? "yes" : "no", p.ApprovedIn]));
    }

    private async ValueTask<PageAnswer> ReviewAsync(PageCall call, Experience experience, CancellationToken cancellation)
    {
        if (ProductAct.Find(call.Text("act")) is not { } act) return new PageAnswer.Refused(Problem.Malformed("Choose what to do with the products."));
        var (ticks, back) = (Ticked(call), BackOf(call, experience));
        return RefusalOf(ticks, back) ?? (PageAnswer)await AskAsync(call, experience, new(act, ticks, back), [], cancellation);
    }

    private static PageAnswer.SeeOther? RefusalOf(Ticks ticks, string back) => ticks.RefusalFor(back, "product", "Bulk add/remove products takes more.");

    private async Task<PageAnswer.View> AskAsync(PageCall call, Experience experience, AskedProducts asked, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var (act, ticks, back) = asked;
        var titles = ticks.Ids.Select(id => guildhall.Marketplaces.Catalogue.FindFor(call.Caller.Account, new ProductId(id))?.Title ?? id);
        var preview = await guildhall.Previews.OfAllAsync(call.Caller, [.. ProductSets.Of(act, experience, experience.Policy is null, ticks.Ids, ProductNotes.Of(call)).Select(set => new ChangeSetDraft(set.Changes))], cancellation);
        var review = new ProductReview(experience, act, ticks.Ids, [.. titles], ProductNotes.Of(call), back, preview) { Problems = problems };
        return PageAnswer.Console<ProductReviewView>(act.Title, review, ExperienceDoor.Above, new Crumb(experience.Name, $"/console/experiences/{experience.Id}")) with
        {
            Status = UiProblems.StatusOf(problems),
        };
    }

    /// <summary>Set after set, to the first that is refused or not ended in time; what was not done then is ticked still.</summary>
    private async ValueTask<PageAnswer> ChangeAsync(PageCall call, Experience experience, CancellationToken cancellation)
    {
        if (ProductAct.Find(call.Text("act")) is not { } act) return new PageAnswer.Refused(Problem.Malformed("Choose what to do with the products."));
        var (ticks, back) = (Ticked(call), BackOf(call, experience));
        if (RefusalOf(ticks, back) is { } unfit) return unfit;
        var done = 0;
        foreach (var (ids, changes) in ProductSets.Of(act, experience, LacksPolicy(call, experience), ticks.Ids, ProductNotes.Of(call)))
        {
            var end = await new RunningChange(guildhall).RunAsync(call, $"{act.Title}: {experience.Name}", changes, cancellation, done == 0 ? "" : $"-{done}");
            if (end is ChangeEnd.Refused refused && done == 0) return await AskAsync(call, experience, new(act, ticks, back), refused.Problems, cancellation);
            if (end is not ChangeEnd.Succeeded && ticks.Count > ids.Length) return Partly(act, end, done, ids.Length, ticks, back);
            if (end is not ChangeEnd.Succeeded) return RunningChange.Answer(end, back, "");
            done += ids.Length;
        }

        return new PageAnswer.SeeOther(back, Flash.Done($"{act.Done}: {ProductSets.Count(done)}."));
    }

    /// <summary>Some sets are done, one is refused or running, and those behind it were not sent.</summary>
    private static PageAnswer Partly(ProductAct act, ChangeEnd end, int done, int tried, Ticks ticks, string back)
    {
        if (end is ChangeEnd.Unproved) return new PageAnswer.ProveFirst();
        var running = end is ChangeEnd.Running ? tried : 0;
        var left = new Ticks(ticks.Ids[(done + running)..]);
        var words = end is ChangeEnd.Refused refused
            ? $"Refused: {string.Join(" ", refused.Problems.Select(p => p.Message).Distinct(StringComparer.Ordinal))}"
            : $"The change of {ProductSets.Count(running)} is still running; Change sets shows its end.";
        return new PageAnswer.SeeOther(left.In(back), Flash.Problem($"{act.Done}: {ProductSets.Count(done)}. {(left.Count == 0 ? "" : $"Not done, and still ticked: {ProductSets.Count(left.Count)}. ")}{words}"));
    }

    /// <summary>Whether the experience had no procurement policy when the act was asked about.</summary>
    private static bool LacksPolicy(PageCall call, Experience experience) => call.Text(ProductReview.PolicyField) switch
    {
        ProductReview.NoPolicy => true,
        "" => experience.Policy is null,
        _ => false,
    };

    private static Ticks Ticked(PageCall call) => Ticks.Of(call.Texts("product"));

    private static string BackOf(PageCall call, Experience experience) =>
        call.Text("back") is { Length: > 0 } back ? LocalAddress.Of(back) : $"/console/experiences/{experience.Id}";

    /// <summary>What is to be done with which products, and where one comes back to.</summary>
    private sealed record AskedProducts(ProductAct Act, Ticks Ticks, string Back);
}
