using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Queries;
using Guildhall.App.Billing.Watch;
using Guildhall.App.People;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Api.V1.Vendors;
using Guildhall.Wire.Protocols;
using static Guildhall.Server.Api.V1.Billing.BilledCalls;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary><c>/api/v1/billing/organizations/ID/fetch</c>: reads now what AWS has delivered, as the page does. vendor-integration.md 15.2, 17.</summary>
internal static class ReportFetchEndpoint
{
    public static void MapReportFetch(this OwnApi api, Installation guildhall) =>
        api.Post("/api/v1/billing/organizations/{id}/fetch", BillingReach.Manage, Within(guildhall, (call, reach, cancellation) => FetchAsync(guildhall, call, reach, cancellation)));

    /// <summary>What came of each month; that it goes on, when it takes longer than a moment.</summary>
    private static async Task<ApiAnswer> FetchAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var period = Asked(call);
        if (period.Refused) return Refuse(period.Problems[0]);
        var tenant = call.RouteValue("id");
        if (!reach.Covers(tenant)) return Refuse(LinkAnswers.NoSuch);
        var made = await guildhall.ClientKeys.OnceAsync(
            call, call.Origin(tenant), origin => MakeAsync(guildhall, tenant, period.Value, origin), id => FindAsync(guildhall, tenant, id, cancellation), cancellation, made => made.Any);
        if (made.Refused) return Refuse(made.Problems);
        return made.Value.Periods is { } periods ? Write(new { periods })
            : Write(new { organizationId = tenant, period = period.Value?.ToString(), state = nameof(ReportLoadState.Reading) }) with { Status = StatusCodes.Status202Accepted };
    }

    private static async Task<Result<FetchMade>> MakeAsync(Installation guildhall, string tenant, BillingMonth? only, ActOrigin origin)
    {
        if (await guildhall.StartedFetches.FetchAsync(tenant, only, origin) is not { } fetched) return new FetchMade(null);
        return fetched.Refused ? fetched.Problems : new FetchMade([.. fetched.Value.Select(FetchedPeriod.Of)]) { Any = fetched.Value.Any(m => m.IsMade) };
    }

    /// <summary>What the same call has made before: its first run.</summary>
    private static async Task<Result<FetchMade>> FindAsync(Installation guildhall, string tenant, string id, CancellationToken cancellation)
    {
        var run = await guildhall.UsageRuns.FindAsync(id, cancellation);
        return new FetchMade(run is null || run.State == ReportLoadState.Reading || guildhall.StartedFetches.IsUnderWay(tenant) ? null : [FetchedPeriod.Of(run)]);
    }

    /// <summary>The month that the call names; refused with another member.</summary>
    private static Result<BillingMonth?> Asked(ApiCall call)
    {
        var body = JsonBody.Read(call.Body.Span, "VALIDATION_ERROR");
        if (body.Error is { } error) return Problem.Malformed(error.Message);
        if (body.Value.EnumerateObject().FirstOrDefault(m => m.Name != "period") is { Value.ValueKind: not JsonValueKind.Undefined } stray) return Problem.Malformed("This call takes only period.", stray.Name);
        return Period(body.Value.TryGetProperty("period", out var typed) ? typed.ValueKind == JsonValueKind.String ? typed.GetString() : "-" : null);
    }
}

/// <param name="Periods">What came of each month; null while it goes on.</param>
internal sealed record FetchMade(ImmutableArray<FetchedPeriod>? Periods)
{
    /// <summary>Whether a run was made.</summary>
    public bool Any { get; init; }
}

/// <summary>What came of a month, as it is answered.</summary>
internal sealed record FetchedPeriod(string Period, string? Run, bool Changed, bool Held, string? Code, string? Problem)
{
    public static FetchedPeriod Of(FetchedMonth month) => new($"{month.Month}", month.Run, month.Report?.IsNew ?? false, month.Report?.Held ?? false, month.Problem?.Code, month.Problem?.Message);

    public static FetchedPeriod Of(UsageRun run) => new($"{run.Month}", run.Id, run.State != ReportLoadState.Failed, run.State == ReportLoadState.Held, run.Code, run.Problem);
}
