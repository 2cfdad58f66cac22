using System.Globalization;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.People;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Api.V1.Vendors;
using Guildhall.Wire.Protocols;
using static Guildhall.Server.Api.V1.Billing.BilledCalls;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary><c>/api/v1/billing/prices</c> and <c>/api/v1/billing/rates</c>. vendor-integration.md 15.4, 15.5.</summary>
internal static class PriceEndpoints
{
    private const string Prices = "/api/v1/billing/prices";
    private const string Rates = "/api/v1/billing/rates";

    public static void MapPrices(this OwnApi api, Installation guildhall)
    {
        api.Get(Prices, BillingReach.Read, Within(guildhall, async (_, reach, cancellation) => Write(new { rules = (await guildhall.PriceQueries.ListAsync(reach, cancellation)).Select(r => PriceAnswers.Of(r, Today(guildhall))) })));
        api.Post(Prices, BillingReach.Manage, Within(guildhall, (call, reach, cancellation) => AddAsync(guildhall, call, reach, cancellation)));
        api.Post(Prices + "/preview", BillingReach.Read, Within(guildhall, (call, reach, cancellation) => PreviewAsync(guildhall, call, reach, cancellation)));
        api.Get(Prices + "/{id}", BillingReach.Read, Within(guildhall, (call, reach, cancellation) => ShowAsync(guildhall, reach, Id(call), cancellation)));
        api.Post(Prices + "/{id}/versions", BillingReach.Manage, Within(guildhall, (call, reach, cancellation) => ReviseAsync(guildhall, call, reach, cancellation)));
        api.Post(Prices + "/{id}/end", BillingReach.Manage, Within(guildhall, (call, reach, cancellation) => EndAsync(guildhall, call, reach, cancellation)));
        api.Get(Rates, BillingReach.Read, Within(guildhall, async (call, _, cancellation) => Period(call.Query["period"]) is var period && period.Refused
            ? Refuse(period.Problems)
            : Write(new { rates = (await guildhall.ExchangeRates.ListAsync(period.Value, cancellation)).Select(PriceAnswers.Of) })));
        api.Post(Rates, BillingReach.Manage, Within(guildhall, (call, reach, cancellation) => SetRateAsync(guildhall, call, reach, cancellation)));
    }

    internal static DateOnly Today(Installation guildhall) => DateOnly.FromDateTime(guildhall.Options.Clock.GetUtcNow().UtcDateTime);

    /// <summary>The last day that is asked for, or null. Refused: what is no day.</summary>
    internal static Result<DateOnly?> Until(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? (DateOnly?)null
        : DateOnly.TryParseExact(typed.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 2200 ? day
        : Problem.Malformed("A day such as 2026-12-01.", "until");

    private static async Task<ApiAnswer> AddAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var posted = PostedPriceRule.Read(call.Body);
        if (posted.Refused) return Refuse(posted.Problems);
        var made = await guildhall.ClientKeys.OnceAsync(
            call, call.Origin(reach.Tenant), origin => guildhall.PriceRules.AddAsync(reach, posted.Value.Draft, origin, cancellation), id => Task.FromResult<Result<string>>(id), cancellation);
        return made.Refused ? Refuse(made.Problems) : await ShowAsync(guildhall, reach, made.Value, cancellation) with { Status = StatusCodes.Status201Created };
    }

    private static async Task<ApiAnswer> PreviewAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var posted = PostedPriceRule.Read(call.Body, preview: true);
        if (posted.Refused) return Refuse(posted.Problems);
        return Answer(await guildhall.PricePreviews.OfAsync(reach, posted.Value.Draft, posted.Value.Replaces, cancellation), effects => new { effects = effects.Select(PriceAnswers.Of) });
    }

    /// <summary>The newest version, and all of them.</summary>
    private static async Task<ApiAnswer> ShowAsync(Installation guildhall, BillingReach reach, string id, CancellationToken cancellation)
    {
        var found = await guildhall.PriceQueries.FindAsync(reach, id, cancellation);
        var today = Today(guildhall);
        var answer = Answer(found, versions => new { rule = PriceAnswers.Of(versions[0], today), versions = versions.Select(v => PriceAnswers.Of(v, today)) });
        return answer with { ETag = found.Refused ? null : LinkAnswers.ETag(found.Value[0].Rule.Version) };
    }

    private static async Task<ApiAnswer> ReviseAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var posted = PostedPriceRule.Read(call.Body);
        if (posted.Refused) return Refuse(posted.Problems);
        return await ActAsync(guildhall, call, reach, (seen, origin) => guildhall.PriceRules.ReviseAsync(reach, Id(call), posted.Value.Draft, seen, origin, cancellation), cancellation);
    }

    private static async Task<ApiAnswer> EndAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var posted = JsonBody.Read(call.Body.Span, PostedBillingJson.Default.PostedEnd, "VALIDATION_ERROR");
        if (posted.Error is { } error) return Refuse(Problem.Malformed(error.Message));
        var until = Until(posted.Value.Until);
        if (until.Refused) return Refuse(until.Problems);
        return await ActAsync(guildhall, call, reach, (seen, origin) => guildhall.PriceRules.EndAsync(reach, Id(call), until.Value, seen, origin, cancellation), cancellation);
    }

    private static async Task<ApiAnswer> ActAsync(Installation guildhall, ApiCall call, BillingReach reach, Func<int?, ActOrigin, Task<Result<string>>> act, CancellationToken cancellation)
    {
        var version = Version(call, "The price rule");
        if (version.Refused) return Refuse(version.Problems);
        var done = await guildhall.ClientKeys.OnceAsync(call, call.Origin(reach.Tenant), origin => act((int?)version.Value.Seen, origin), id => Task.FromResult<Result<string>>(id), cancellation);
        return done.Refused ? Refuse(done.Problems) : await ShowAsync(guildhall, reach, done.Value, cancellation);
    }

    private static async Task<ApiAnswer> SetRateAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var posted = JsonBody.Read(call.Body.Span, PostedBillingJson.Default.PostedRate, "VALIDATION_ERROR");
        if (posted.Error is { } error) return Refuse(Problem.Malformed(error.Message));
        var month = BillingMonth.Read(posted.Value.Period);
        if (month.Refused) return Refuse(month.Problems);
        var rate = new ExchangeRate(posted.Value.From ?? "", posted.Value.To ?? "", posted.Value.Rate ?? 0);
        return Answer(await guildhall.ExchangeRates.SetAsync(reach, month.Value, rate, call.Origin(reach.Tenant), cancellation), PriceAnswers.Of);
    }

    private static string Id(ApiCall call) => call.RouteValue("id");
}
