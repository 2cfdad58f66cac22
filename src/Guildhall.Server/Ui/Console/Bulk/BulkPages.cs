using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Bulk;

/// <summary><c>/console/bulk</c>: many products in many experiences at one time; the effect first, then a result for each line. M-09.</summary>
internal sealed class BulkPages(Installation guildhall)
{
    private const string Start = "aws-marketplace:StartChangeSet";
    private const string Home = "/console/bulk";
    private const int Found = 50;
    private readonly BulkReports _reports = new();

    public void Map(PageRoutes pages)
    {
        pages.Get(Home, Start, (call, _) => ValueTask.FromResult(Show(call, new BulkForm(), [])));
        pages.Post(Home, Start, NextAsync);
        pages.Post(Home + "/run", Start, RunAsync);
        pages.Get(Home + "/results/{key}", Start, (call, _) => ValueTask.FromResult(Results(call)));
        pages.Get(Home + "/results/{key}/lines.csv", Start, (call, _) => ValueTask.FromResult(Csv(call)));
    }

    private PageAnswer Show(PageCall call, BulkForm form, ImmutableArray<Problem> problems)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return new PageAnswer.Refused(tenant.Problems);
        var active = tenant.Value.Marketplace.Experiences.Values.Where(e => !e.Archived).OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase);
        var products = form.Words.Length == 0 ? [] : ProductShelf.Find(guildhall.Marketplaces.Catalogue, call.Caller.Account, form.Words, 0, Found).Products;
        return PageAnswer.Console<BulkView>("Bulk add/remove products", new BulkOrder(form, [.. active], products) { Problems = problems }) with { Status = problems.IsEmpty ? 200 : 400 };
    }

    private async ValueTask<PageAnswer> NextAsync(PageCall call, CancellationToken cancellation)
    {
        var form = await BulkForm.ReadAsync(call, cancellation);
        if (call.Text("go") == "find") return Show(call, form, []);
        if (Shares(call, form) is { Refused: true } refused) return Show(call, form, refused.Problems);
        return PageAnswer.Console<BulkReviewView>(form.Act.Title, new BulkReview(form, Shares(call, form).Value), new Crumb("Bulk add/remove products", Home));
    }

    private async ValueTask<PageAnswer> RunAsync(PageCall call, CancellationToken cancellation)
    {
        var key = call.Text("form-key");
        if (_reports.Find(call.Person.Id, key) is null)
        {
            var form = await BulkForm.ReadAsync(call, cancellation);
            var shares = Shares(call, form);
            if (shares.Refused) return Show(call, form, shares.Problems);
            var outcomes = new List<BulkOutcome>();
            foreach (var share in shares.Value) outcomes.Add(await OutcomeAsync(call, form.Act, share));
            _reports.Add(call.Person.Id, key, new BulkReport(form.Act.Title, outcomes));
        }

        return new PageAnswer.SeeOther($"{Home}/results/{Uri.EscapeDataString(key)}");
    }

    /// <summary>Runs the share's change sets one after another, to the end even when nobody waits for the page any more.</summary>
    private async Task<BulkOutcome> OutcomeAsync(PageCall call, ProductAct act, BulkShare share)
    {
        var ends = new Dictionary<string, ChangeEnd>(StringComparer.Ordinal);
        var sets = new BulkPlan(guildhall, call.Caller, act).Sets(share);
        foreach (var (ids, place) in share.Sent.Chunk(ProductChange.IdsLimit).Select((ids, place) => (ids, place)))
        {
            var end = await new RunningChange(guildhall).RunAsync(call, $"{act.Title}: {share.Experience.Name}", sets[place], CancellationToken.None, $"-{share.Experience.Id}-{place}");
            foreach (var id in ids) ends[id] = end;
        }

        return new BulkOutcome(share.Experience.Id, share.Experience.Name, [.. share.Lines.Select(l => ResultOf(act, l, ends.GetValueOrDefault(l.Product.Value)))]);
    }

    private static BulkResult ResultOf(ProductAct act, BulkLine line, ChangeEnd? end) => (line.Obstacle, end) switch
    {
        ({ } obstacle, _) => new BulkResult(line.Product, line.Title, false, obstacle),
        (_, ChangeEnd.Succeeded done) => new BulkResult(line.Product, line.Title, true, act.Done, done.Set.Id),
        (_, ChangeEnd.Running running) => new BulkResult(line.Product, line.Title, false, "Still running", running.Id.Value),
        (_, ChangeEnd.Refused refused) => new BulkResult(line.Product, line.Title, false, "Not done: " + BulkPlan.Words(BulkPlan.Against(line.Product, refused.Problems) ?? refused.Problems[0])),
        _ => throw new InvalidOperationException("A line is left out or sent."),
    };

    private PageAnswer Results(PageCall call) => _reports.Find(call.Person.Id, call.Route("key")) is { } report
        ? PageAnswer.Console<BulkResultsView>("Results", new BulkResults(report, $"{Home}/results/{Uri.EscapeDataString(call.Route("key"))}/lines.csv"), new Crumb("Bulk add/remove products", Home))
        : new PageAnswer.Refused(Problem.NotFound("This report is not kept any more; Change sets still has what was done."));

    private PageAnswer Csv(PageCall call) => _reports.Find(call.Person.Id, call.Route("key")) is { } report
        ? CsvFile.Of(
            "bulk-results",
            ["Experience", "Product id", "Title", "Result", "Change set"],
            report.Outcomes.SelectMany(o => o.Results.Select(r => (IReadOnlyList<object?>)[o.Name, r.Product.Value, r.Title, r.Words, r.ChangeSet])))
        : new PageAnswer.Refused(Problem.NotFound("This report is not kept any more."));

    /// <summary>Refused: no product, too many, no experience, none that is active.</summary>
    private Result<IReadOnlyList<BulkShare>> Shares(PageCall call, BulkForm form)
    {
        var tenant = ExperienceDoor.TenantOf(call);
        if (tenant.Refused) return tenant.Problems;
        if (form.Check() is { IsEmpty: false } problems) return problems;
        Experience[] chosen = [.. form.Experiences.Select(id => tenant.Value.Marketplace.FindExperience(new EntityId(id))).OfType<Experience>().Where(e => !e.Archived)];
        if (chosen.Length < form.Experiences.Count) return Problem.Malformed("An experience that was ticked is archived by now, or gone.", "experience");
        var plan = new BulkPlan(guildhall, call.Caller, form.Act);
        return chosen.Select(e => plan.Of(e, form.Ids)).ToArray();
    }
}

/// <summary>What the form shows.</summary>
public sealed record BulkOrder(BulkForm Form, IReadOnlyList<Experience> Experiences, IReadOnlyList<Product> Found)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];
}

/// <summary>What is asked before it is done.</summary>
public sealed record BulkReview(BulkForm Form, IReadOnlyList<BulkShare> Shares);

/// <summary>What became of it, and where the lines are as a file.</summary>
public sealed record BulkResults(BulkReport Report, string Csv);
