using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Exits;
using Guildhall.Domain;
using Guildhall.Server.Api.V1.Vendors;
using static Guildhall.Server.Api.V1.Billing.BilledCalls;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary><c>/api/v1/spend/exits</c>: plans to pay for a product no longer. mission.md M-39.</summary>
internal static class ExitEndpoints
{
    private const string Exits = "/api/v1/spend/exits";

    public static void MapExits(this OwnApi api, Installation guildhall)
    {
        api.Get(Exits, BillingReach.Read, Within(guildhall, (call, reach, cancellation) => ListAsync(guildhall, call, reach, cancellation)));
        api.Post(Exits, BillingReach.Manage, Within(guildhall, (call, reach, cancellation) => AddAsync(guildhall, call, reach, cancellation)));
        api.Get(Exits + "/{id}", BillingReach.Read, Within(guildhall, (call, reach, cancellation) => ShowAsync(guildhall, call, reach, Id(call), cancellation)));
        api.Patch(Exits + "/{id}", BillingReach.Manage, Within(guildhall, (call, reach, cancellation) => ChangeAsync(guildhall, call, reach, cancellation)));
    }

    private static async Task<ApiAnswer> ListAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var state = ExitText.StateOf((string?)call.Query["state"] is { Length: > 0 } word ? word : null);
        if (state.Refused) return Refuse(state.Problems);
        var found = await guildhall.ExitQueries.ListAsync(reach, new ExitFilter(call.Query["organizationId"], state.Value, call.Query["productCode"]), cancellation);
        return Page(call, found, p => p.Id, (exits, next) => new { exits = exits.Select(p => ExitAnswers.Of(guildhall, p, call.Caller.Account)), next });
    }

    private static async Task<ApiAnswer> ShowAsync(Installation guildhall, ApiCall call, BillingReach reach, string id, CancellationToken cancellation)
    {
        var found = await guildhall.ExitQueries.FindAsync(reach, id, cancellation);
        return found.Refused ? Refuse(found.Problems) : Write(new { exit = ExitAnswers.Of(guildhall, found.Value, call.Caller.Account) }) with { ETag = LinkAnswers.ETag(found.Value.Version) };
    }

    private static async Task<ApiAnswer> AddAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var posted = PostedExit.Read(call.Body);
        if (posted.Refused) return Refuse(posted.Problems);
        var draft = posted.Value.Read(DateOnly.FromDateTime(guildhall.Options.Clock.GetUtcNow().UtcDateTime));
        if (draft.Refused) return Refuse(draft.Problems);
        var made = await guildhall.ClientKeys.OnceAsync(
            call, call.Origin(reach.Tenant), origin => guildhall.ExitPlanning.AddAsync(reach, call.Caller.Account, draft.Value, origin, cancellation), id => Task.FromResult<Result<string>>(id), cancellation);
        return made.Refused ? Refuse(made.Problems) : await ShowAsync(guildhall, call, reach, made.Value, cancellation) with { Status = StatusCodes.Status201Created };
    }

    private static async Task<ApiAnswer> ChangeAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var posted = PostedExit.Read(call.Body);
        if (posted.Refused) return Refuse(posted.Problems);
        var version = Version(call, "The plan");
        if (version.Refused) return Refuse(version.Problems);
        var changed = await guildhall.ExitPlanning.ChangeAsync(reach, Id(call), posted.Value, version.Value.Seen, call.Origin(reach.Tenant), cancellation);
        return changed.Refused ? Refuse(changed.Problems) : await ShowAsync(guildhall, call, reach, changed.Value, cancellation);
    }

    private static string Id(ApiCall call) => call.RouteValue("id");
}
