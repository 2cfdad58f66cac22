using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.MonthlyStatements;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Api.V1.Vendors;
using Guildhall.Server.Api.V1.Webhooks;
using Guildhall.Wire.Protocols;
using static Guildhall.Server.Api.V1.Billing.BilledCalls;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary><c>/api/v1/billing/statements</c>. vendor-integration.md 15.5.</summary>
internal static class StatementEndpoints
{
    private const string Path = "/api/v1/billing/statements";

    public static void MapStatements(this OwnApi api, Installation guildhall)
    {
        api.Get(Path, BillingReach.Read, Within(guildhall, (call, reach, cancellation) => ListAsync(guildhall, call, reach, cancellation)));
        api.Post(Path + "/close", BillingReach.Manage, Within(guildhall, (call, reach, cancellation) => CloseAsync(guildhall, call, reach, cancellation)));
        api.Get(Path + "/{id}", BillingReach.Read, Within(guildhall, async (call, reach, cancellation) => One(await guildhall.StatementQueries.FindAsync(reach, Id(call), cancellation))));
        api.Post(Path + "/{id}/send", BillingReach.Manage, Act((acts, call, reach, seen, origin, cancellation) => acts.SendAsync(reach, Id(call), seen, origin, cancellation)));
        api.Post(Path + "/{id}/paid", BillingReach.Manage, Act((acts, call, reach, seen, origin, cancellation) => acts.PayAsync(reach, Id(call), seen, origin, cancellation)));
        api.Post(Path + "/{id}/void", BillingReach.Manage, Act((acts, call, reach, seen, origin, cancellation) => acts.VoidAsync(reach, Id(call), seen, origin, cancellation)));

        Func<ApiCall, CancellationToken, ValueTask<ApiAnswer>> Act(Func<StatementActs, ApiCall, BillingReach, long?, ActOrigin, CancellationToken, Task<Result<StatementSheet>>> act) =>
            Within(guildhall, async (call, reach, cancellation) => Version(call, "The statement") is var version && version.Refused
                ? Refuse(version.Problems)
                : One(await guildhall.ClientKeys.OnceAsync(
                    call, call.Origin(reach.Tenant), origin => act(guildhall.StatementActs, call, reach, version.Value.Seen, origin, cancellation), id => guildhall.StatementQueries.FindAsync(reach, id, cancellation), cancellation)));
    }

    /// <summary>The organization that is named, else the one within reach, else the only one that has a report.</summary>
    internal static async Task<Result<string>> OrganizationAsync(Installation guildhall, BillingReach reach, string? named, CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(named)) return named;
        if (reach.Tenant is { } own) return own;
        var tenants = (await guildhall.StatementQueries.MonthsAsync(reach, cancellation)).Select(m => m.Tenant).Distinct(StringComparer.Ordinal).ToList();
        return tenants is [var only] ? only : Problem.Malformed("Say which organization: its id, such as o-exampleorgid.", "organizationId");
    }

    private static async Task<ApiAnswer> ListAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var (place, period) = (Notified.Place(call), Period(call.Query["period"]));
        if (place.Refused) return Refuse(place.Problems);
        if (period.Refused) return Refuse(period.Problems);
        var state = Standing(call.Query["state"]);
        if (state.Refused) return Refuse(state.Problems);
        var filter = new StatementFilter { Month = period.Value, Tenant = Given("organizationId"), Company = Given("company"), Standing = state.Value, Skip = place.Value.Skip, Take = place.Value.Limit };
        return Write(StatementAnswers.Of(await guildhall.StatementQueries.ListAsync(reach, filter, cancellation), place.Value.Skip));

        string? Given(string name) => call.Query[name].ToString() is { Length: > 0 } text ? text : null;
    }

    /// <summary>A state as it is typed, or null.</summary>
    internal static Result<StatementStanding?> Standing(string? typed)
    {
        if (string.IsNullOrEmpty(typed)) return (StatementStanding?)null;
        var name = Array.Find(Enum.GetNames<StatementStanding>(), n => n.Equals(typed, StringComparison.OrdinalIgnoreCase));
        return name is null ? Problem.Malformed($"A state is one of {string.Join(", ", Enum.GetNames<StatementStanding>())}.", "state") : Enum.Parse<StatementStanding>(name);
    }

    private static async Task<ApiAnswer> CloseAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var posted = JsonBody.Read(call.Body.Span, PostedBillingJson.Default.PostedClose, "VALIDATION_ERROR");
        if (posted.Error is { } error) return Refuse(Problem.Malformed(error.Message));
        var month = BillingMonth.Read(posted.Value.Period);
        if (month.Refused) return Refuse(month.Problems);
        var tenant = await OrganizationAsync(guildhall, reach, posted.Value.OrganizationId, cancellation);
        if (tenant.Refused) return Refuse(tenant.Problems);
        var closed = posted.Value.DryRun
            ? await guildhall.MonthClosing.PlanAsync(reach, tenant.Value, month.Value, cancellation)
            : await guildhall.ClientKeys.OnceAsync(
                call, call.Origin(reach.Tenant), origin => guildhall.MonthClosing.CloseAsync(reach, tenant.Value, month.Value, origin, cancellation),
                _ => guildhall.MonthClosing.FindAsync(reach, tenant.Value, month.Value, cancellation), cancellation);
        return Answer(closed, StatementAnswers.Of);
    }

    private static ApiAnswer One(Result<StatementSheet> sheet) =>
        Answer(sheet, StatementAnswers.Of) with { ETag = sheet.Refused ? null : LinkAnswers.ETag(sheet.Value.Head.Version) };

    private static string Id(ApiCall call) => call.RouteValue("id");
}
