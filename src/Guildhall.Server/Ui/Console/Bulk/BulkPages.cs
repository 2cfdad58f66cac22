using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Server.Ui.Console.Effects;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Bulk;

/// <summary><c>/console/bulk</c>: many products in many experiences at one time; the effect first, then a result for each line. M-09.</summary>
internal sealed class BulkPages(Installation guildhall, ILogger<BulkPages> log)
{
    private const string Start = "aws-marketplace:StartChangeSet";
    private const string Home = "/console/bulk";
    private const int Found = 50;
    private readonly BulkRuns _runs = new();

    public void Map(PageRoutes pages)
    {
        pages.Get(Home, Start, (call, _) => ValueTask.FromResult(Show(call, new BulkForm { Ids = [.. call.Query["product"].OfType<string>().Take(BulkIds.Most)] }, [])));
        pages.Post(Home, Start, NextAsync);
        pages.Post(Home + "/effects.csv", Start, EffectsAsync);
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
        return PageAnswer.Console<BulkView>("Bulk add/remove products", new BulkOrder(form, [.. active], products) { Problems = problems, Runs = _runs.Of(call.Person.Id) }) with { Status = problems.IsEmpty ? 200 : 400 };
    }

    private async ValueTask<PageAnswer> NextAsync(PageCall call, CancellationToken cancellation)
    {
        var form = await BulkForm.ReadAsync(call, cancellation);
        if (call.Text("go") == "find") return Show(call, form, []);
        var shares = Shares(call, form);
        if (shares.Refused) return Show(call, form, shares.Problems);
        return PageAnswer.Console<BulkReviewView>(form.Act.Title, new BulkReview(form, shares.Value, EffectOf(call, form, shares.Value)), new Crumb("Bulk add/remove products", Home));
    }

    /// <summary>Every account that the order would affect, as a file.</summary>
    private async ValueTask<PageAnswer> EffectsAsync(PageCall call, CancellationToken cancellation)
    {
        var form = await BulkForm.ReadAsync(call, cancellation);
        var shares = Shares(call, form);
        if (shares.Refused) return new PageAnswer.Refused(shares.Problems);
        var effect = EffectOf(call, form, shares.Value);
        return effect.Refused ? new PageAnswer.Refused(PageProblems.Of(effect.Problems)) : EffectPages.FileOf(effect.Value);
    }

    /// <summary>The effect of all that would be sent, in its order.</summary>
    private Result<Preview> EffectOf(PageCall call, BulkForm form, IReadOnlyList<BulkShare> shares)
    {
        var plan = new BulkPlan(guildhall, call.Caller, form.Act);
        return guildhall.Previews.OfAll(call.Caller, [.. shares.SelectMany(plan.Sets).Select(changes => new ChangeSetDraft(changes))]);
    }

    private async ValueTask<PageAnswer> RunAsync(PageCall call, CancellationToken cancellation)
    {
        var sender = Sender.Of(call);
        var key = sender.Key ?? call.RequestId;
        if (_runs.Find(call.Person.Id, key) is null)
        {
            var form = await BulkForm.ReadAsync(call, cancellation);
            var shares = Shares(call, form);
            if (shares.Refused) return Show(call, form, shares.Problems);
            var run = new BulkRun(guildhall, form.Act, shares.Value, sender, log);
            if (_runs.Add(call.Person.Id, key, run)) _ = Task.Run(() => run.RunAsync(guildhall.Stopping), CancellationToken.None);
        }

        return new PageAnswer.SeeOther($"{Home}/results/{Uri.EscapeDataString(key)}");
    }

    private PageAnswer Results(PageCall call) => _runs.Find(call.Person.Id, call.Route("key")) is { } run
        ? PageAnswer.Console<BulkResultsView>("Results", new BulkResults(run.Report, $"{Home}/results/{Uri.EscapeDataString(call.Route("key"))}"), new Crumb("Bulk add/remove products", Home))
        : new PageAnswer.Refused(Problem.NotFound("This report is not kept any more; Change sets still has what was done."));

    private PageAnswer Csv(PageCall call) => _runs.Find(call.Person.Id, call.Route("key")) is { } run
        ? CsvFile.Of(
            "bulk-results",
            ["Experience", "Product id", "Title", "Result", "Change set"],
            run.Report.Outcomes.SelectMany(o => o.Results.Select(r => (IReadOnlyList<object?>)[o.Name, r.Product.Value, r.Title, r.Words, r.ChangeSet])))
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

    /// <summary>Orders given before, the newest first.</summary>
    public IReadOnlyList<(string Key, BulkReport Report)> Runs { get; init; } = [];
}

/// <summary>What is asked before it is done.</summary>
public sealed record BulkReview(BulkForm Form, IReadOnlyList<BulkShare> Shares, Result<Preview> Effect);

/// <summary>What became of it so far, and where this page is.</summary>
public sealed record BulkResults(BulkReport Report, string Address);
