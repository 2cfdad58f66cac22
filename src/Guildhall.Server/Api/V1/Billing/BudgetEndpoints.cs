using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Budgets;
using Guildhall.App.Billing.Prices;
using Guildhall.App.People;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Api.V1.Vendors;
using static Guildhall.Server.Api.V1.Billing.BilledCalls;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary><c>/api/v1/billing/budgets</c>. vendor-integration.md 15.6.</summary>
internal static class BudgetEndpoints
{
    private const string Budgets = "/api/v1/billing/budgets";

    public static void MapBudgets(this OwnApi api, Installation guildhall)
    {
        api.Get(Budgets, BillingReach.Read, Within(guildhall, (call, reach, cancellation) => ListAsync(guildhall, call, reach, cancellation)));
        api.Post(Budgets, BillingReach.Manage, Within(guildhall, (call, reach, cancellation) => AddAsync(guildhall, call, reach, cancellation)));
        api.Get(Budgets + "/{id}", BillingReach.Read, Within(guildhall, (call, reach, cancellation) => ShowAsync(guildhall, reach, Id(call), cancellation)));
        api.Patch(Budgets + "/{id}", BillingReach.Manage, Within(guildhall, (call, reach, cancellation) => ChangeAsync(guildhall, call, reach, cancellation)));
        api.Post(Budgets + "/{id}/allow", BillingReach.Manage, Within(guildhall, (call, reach, cancellation) =>
            ActAsync(guildhall, call, reach, (seen, origin) => guildhall.BudgetMaking.AllowAsync(reach, Id(call), seen, origin, cancellation), cancellation)));
        api.Delete(Budgets + "/{id}", BillingReach.Manage, Within(guildhall, (call, reach, cancellation) => RemoveAsync(guildhall, call, reach, cancellation)));
    }

    private static async Task<ApiAnswer> ListAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        if (Word(call, "state", BudgetWords.States) is not { } state) return Refuse(Problem.Malformed($"state must be one of {string.Join(", ", BudgetWords.States.Keys)}.", "state"));
        if (Word(call, "target", PriceWords.Targets) is not { Given: not PriceTargetKind.All } target) return Refuse(Problem.Malformed("target must be one of organization, company, account.", "target"));
        var filter = new BudgetFilter { Tenant = call.Query["organizationId"], State = state.Given, Target = target.Given, Text = call.Query["q"] };
        var found = await guildhall.BudgetQueries.ListAsync(reach, filter, cancellation);
        return Page(call, found, b => b.Id, (budgets, next) => new { budgets = budgets.Select(BudgetAnswers.Of), next });
    }

    /// <summary>A word of the query that may be left out; null for one that is none.</summary>
    private static Asked<T>? Word<T>(ApiCall call, string name, IReadOnlyDictionary<string, T> words)
        where T : struct, Enum =>
        (string?)call.Query[name] is not { Length: > 0 } typed ? new Asked<T>(null) : words.TryGetValue(typed, out var value) ? new Asked<T>(value) : null;

    private static async Task<ApiAnswer> ShowAsync(Installation guildhall, BillingReach reach, string id, CancellationToken cancellation)
    {
        var shown = await BudgetAnswers.ShowAsync(guildhall, reach, id, cancellation);
        return shown.Refused ? Refuse(shown.Problems) : Write(shown.Value.Document) with { ETag = LinkAnswers.ETag(shown.Value.Version) };
    }

    private static async Task<ApiAnswer> AddAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var posted = PostedBudget.Read(call.Body);
        if (posted.Refused) return Refuse(posted.Problems);
        var draft = posted.Value.Read();
        if (draft.Refused) return Refuse(draft.Problems);
        var made = await guildhall.ClientKeys.OnceAsync(
            call, call.Origin(reach.Tenant), origin => guildhall.BudgetMaking.AddAsync(reach, Accounts(guildhall, call), draft.Value, origin, cancellation), id => Task.FromResult<Result<string>>(id), cancellation);
        return made.Refused ? Refuse(made.Problems) : await ShowAsync(guildhall, reach, made.Value, cancellation) with { Status = StatusCodes.Status201Created };
    }

    private static async Task<ApiAnswer> ChangeAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var posted = PostedBudget.Read(call.Body);
        if (posted.Refused) return Refuse(posted.Problems);
        if ((posted.Value.Target ?? posted.Value.TargetValue ?? posted.Value.Organization) is not null) return Refuse(Problem.Malformed("Whom a budget is for stays as it is: make another one.", "target"));
        return await ActAsync(guildhall, call, reach, (seen, origin) => guildhall.BudgetMaking.ChangeAsync(reach, Accounts(guildhall, call), Id(call), posted.Value.Read, seen, origin, cancellation), cancellation);
    }

    private static async Task<ApiAnswer> RemoveAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var version = Version(call, "The budget");
        if (version.Refused) return Refuse(version.Problems);
        return Answer(await guildhall.BudgetMaking.RemoveAsync(reach, Id(call), version.Value.Seen, call.Origin(reach.Tenant), cancellation), id => new { id });
    }

    private static async Task<ApiAnswer> ActAsync(Installation guildhall, ApiCall call, BillingReach reach, Func<long?, ActOrigin, Task<Result<string>>> act, CancellationToken cancellation)
    {
        var version = Version(call, "The budget");
        if (version.Refused) return Refuse(version.Problems);
        var done = await act(version.Value.Seen, call.Origin(reach.Tenant));
        return done.Refused ? Refuse(done.Problems) : await ShowAsync(guildhall, reach, done.Value, cancellation);
    }

    private static OrderReach Accounts(Installation guildhall, ApiCall call) => OrderReach.Of(call.Caller, guildhall.Marketplaces, call.RequestId);

    private static string Id(ApiCall call) => call.RouteValue("id");

    private readonly record struct Asked<T>(T? Given)
        where T : struct, Enum;
}
