using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Prices;
using Guildhall.Domain;
using Guildhall.Server.Ui.Console.Spend;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.PriceRules;

/// <summary><c>/spend/prices</c>: the rules, a new one with its effect before it is saved, versions, the end. vendor-integration.md 15.4.</summary>
internal sealed class PriceRulePages(Installation guildhall)
{
    private readonly OncePerForm<string> _made = new(guildhall.Options.Clock);

    public void Map(PageRoutes pages)
    {
        pages.Get(PriceAddresses.List, BillingReach.Read, Within(ListAsync));
        pages.Get(PriceAddresses.List + ".csv", BillingReach.Read, Within(FileAsync));
        pages.Get(PriceAddresses.New, BillingReach.Manage, Within((call, reach, _) => ValueTask.FromResult<PageAnswer>(Form(new TypedPriceRule(null, "", First(call, reach), "")))));
        pages.Post(PriceAddresses.New, BillingReach.Manage, Within(AddAsync));
        pages.Get(PriceAddresses.One, BillingReach.Read, On((call, _, versions, _) => ValueTask.FromResult<PageAnswer>(
            PageAnswer.Console<PriceRuleDetailView>(versions[0].Rule.Name, new PricePage(versions, Today(call), call.May(BillingReach.Manage)) { NameOf = NameOf }, PriceAddresses.Above))));
        pages.Get(PriceAddresses.One + "/version", BillingReach.Manage, On((call, _, versions, _) => ValueTask.FromResult<PageAnswer>(Form(TypedPriceRule.Of(versions[0].Rule, Next(call, versions))))));
        pages.Post(PriceAddresses.One + "/version", BillingReach.Manage, On(ReviseAsync));
        pages.Post(PriceAddresses.One + "/end", BillingReach.Manage, On(EndAsync));
    }

    private PageHandler Within(Func<PageCall, BillingReach, CancellationToken, ValueTask<PageAnswer>> handler) => SpendDoor.Within(guildhall, handler);

    private PageHandler On(Func<PageCall, BillingReach, ImmutableArray<PriceRuleView>, CancellationToken, ValueTask<PageAnswer>> handler) => Within(async (call, reach, cancellation) =>
        await guildhall.PriceQueries.FindAsync(reach, call.Route("id"), cancellation) is var found && found.Refused ? new PageAnswer.Refused(found.Problems) : await handler(call, reach, found.Value, cancellation));

    private async ValueTask<PageAnswer> ListAsync(PageCall call, BillingReach reach, CancellationToken cancellation)
    {
        var query = ListQuery.Of(call);
        var found = await FindAsync(query, reach, cancellation);
        return PageAnswer.Console<PriceListView>("Price rules", new PriceList(query, found.Take(query), found.Count, Today(call), call.May(BillingReach.Manage)) { NameOf = NameOf });
    }

    private async ValueTask<PageAnswer> FileAsync(PageCall call, BillingReach reach, CancellationToken cancellation) => CsvFile.Of(
        "price-rules", ["Id", "Version", "Name", "Kind", "What", "Scope", "For", "From", "Until", "Priority", "State", "Made by"],
        (await FindAsync(ListQuery.Of(call), reach, cancellation)).Select(v => (IReadOnlyList<object?>)
        [
            v.Rule.Id, v.Rule.Version, v.Rule.Name, PriceRuleWords.Of(v.Rule.Kind), PriceRuleWords.What(v.Rule), PriceRuleWords.Scope(v.Rule), PriceRuleWords.Target(v.Rule.Target, NameOf(v.Rule.Target)), v.Rule.From.ToString("yyyy-MM-dd"),
            v.Rule.Until?.ToString("yyyy-MM-dd"), v.Rule.Priority, v.State(Today(call)), v.MadeBy,
        ]));

    private async Task<IReadOnlyList<PriceRuleView>> FindAsync(ListQuery query, BillingReach reach, CancellationToken cancellation) =>
        [.. (await guildhall.PriceQueries.ListAsync(reach, cancellation)).Where(v => query.Matches([v.Rule.Name, v.Rule.Scope.Value, v.Rule.Target.Value, NameOf(v.Rule.Target), v.Rule.Id]))];

    private async ValueTask<PageAnswer> AddAsync(PageCall call, BillingReach reach, CancellationToken cancellation)
    {
        var typed = TypedPriceRule.Read(call, null);
        var draft = typed.Text.Read();
        if (draft.Refused) return Wrong(typed, draft.Problems);
        if (call.Text("act") != "save") return await PreviewedAsync(typed, reach, draft.Value, null, cancellation);
        if (call.RequireProof() is { } first) return first;
        var made = await _made.RunAsync(call, going => guildhall.PriceRules.AddAsync(reach, draft.Value, call.Origin, going));
        return made.Refused ? Wrong(typed, made.Problems) : new PageAnswer.SeeOther(PriceAddresses.Of(made.Value), Flash.Done($"{draft.Value.Name} is made."));
    }

    private async ValueTask<PageAnswer> ReviseAsync(PageCall call, BillingReach reach, ImmutableArray<PriceRuleView> versions, CancellationToken cancellation)
    {
        var (id, typed) = (versions[0].Rule.Id, TypedPriceRule.Read(call, versions[0].Rule.Id));
        var draft = typed.Text.Read();
        if (draft.Refused) return Wrong(typed, draft.Problems);
        if (call.Text("act") != "save") return await PreviewedAsync(typed, reach, draft.Value, id, cancellation);
        if (call.RequireProof() is { } first) return first;
        var seen = int.TryParse(typed.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
        var done = await guildhall.PriceRules.ReviseAsync(reach, id, draft.Value, seen, call.Origin, cancellation);
        return done.Refused ? Wrong(typed, done.Problems) : new PageAnswer.SeeOther(PriceAddresses.Of(id), Flash.Done($"The new version of {draft.Value.Name} begins on {draft.Value.From:yyyy-MM-dd}."));
    }

    private async ValueTask<PageAnswer> PreviewedAsync(TypedPriceRule typed, BillingReach reach, Domain.Billing.PriceRule draft, string? replaces, CancellationToken cancellation)
    {
        var effects = await guildhall.PricePreviews.OfAsync(reach, draft, replaces, cancellation);
        return effects.Refused && effects.Problems[0].Code != "NO_REPORT" ? Wrong(typed, effects.Problems) : Form(typed with { Effects = effects.Refused ? [] : effects.Value });
    }

    private async ValueTask<PageAnswer> EndAsync(PageCall call, BillingReach reach, ImmutableArray<PriceRuleView> versions, CancellationToken cancellation)
    {
        var until = Api.V1.Billing.PriceEndpoints.Until(call.Text("until"));
        if (until.Refused) return new PageAnswer.Refused(until.Problems);
        if (call.RequireProof() is { } first) return first;
        var done = await guildhall.PriceRules.EndAsync(reach, versions[0].Rule.Id, until.Value, versions[0].Rule.Version, call.Origin, cancellation);
        return done.Refused ? new PageAnswer.Refused(done.Problems) : new PageAnswer.SeeOther(PriceAddresses.Of(done.Value), Flash.Done($"{versions[0].Rule.Name} has an end."));
    }

    private string? NameOf(Domain.Billing.PriceTarget target) => TargetNames.Of(guildhall, target);

    private static PageAnswer.View Wrong(TypedPriceRule typed, ImmutableArray<Problem> problems) => Form(typed with
    {
        Problems = [.. problems.Select(p => p.AsSpelt)],
    });

    private static PageAnswer.View Form(TypedPriceRule typed)
    {
        Crumb[] trail = typed.Id is { } id ? [PriceAddresses.Above, new Crumb(typed.Text.Name ?? id, PriceAddresses.Of(id))] : [PriceAddresses.Above];
        return PageAnswer.Console<PriceFormView>(typed.Id is null ? "Add a price rule" : "New version", typed, trail) with { Status = UiProblems.StatusOf(typed.Problems) };
    }

    /// <summary>From the first day of the next month on.</summary>
    private static PriceRuleText First(PageCall call, BillingReach reach) => new()
    {
        Kind = "markup",
        Target = reach.All ? "all" : "organization",
        TargetValue = reach.Tenant,
        From = $"{Domain.Billing.BillingMonth.Of(call.Now).Plus(1).First:yyyy-MM-dd}",
        Priority = "0",
    };

    /// <summary>The earliest first day of a new version that statements leave: of the next month, unless the rule begins later.</summary>
    private static DateOnly Next(PageCall call, ImmutableArray<PriceRuleView> versions)
    {
        var next = Domain.Billing.BillingMonth.Of(call.Now).Plus(1).First;
        return versions[0].Rule.From > next ? versions[0].Rule.From : next;
    }

    private static DateOnly Today(PageCall call) => DateOnly.FromDateTime(call.Now.UtcDateTime);
}
