using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Prices;
using Guildhall.Domain;
using Guildhall.Server.Api.V1.Vendors;
using static Guildhall.Server.Api.V1.Billing.BilledCalls;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary>
/// <c>/api/v1/billing/organizations/ID/settings</c>: how costs are read, what holds where no price rule does, and how they are billed; and who changed that when.
/// vendor-integration.md 15.2 to 15.5.
/// </summary>
internal static class BillingSettingsEndpoints
{
    private const string Settings = "/api/v1/billing/organizations/{id}/settings";
    private const int Most = 1_000;

    public static void MapBillingSettings(this OwnApi api, Installation guildhall)
    {
        api.Get(Settings, BillingReach.Read, Within(guildhall, async (call, reach, cancellation) => Of(await guildhall.ReportSettings.FindAsync(reach, call.RouteValue("id"), cancellation))));
        api.Get(Settings + "/versions", BillingReach.Read, Within(guildhall, (call, reach, cancellation) => VersionsAsync(guildhall, call, reach, cancellation)));
        api.Patch(Settings, BillingReach.Manage, Within(guildhall, (call, reach, cancellation) => ChangeAsync(guildhall, call, reach, cancellation)));
    }

    private static async Task<ApiAnswer> ChangeAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var posted = PostedSettings.Read(call.Body);
        if (posted.Refused) return Refuse(posted.Problems);
        var version = Version(call, "The organization");
        if (version.Refused) return Refuse(version.Problems);
        var tenant = call.RouteValue("id");
        var origin = call.Origin(tenant);
        return Of(await guildhall.ReportSettings.ChangeAsync(reach, tenant, posted.Value, version.Value.Seen, origin, cancellation));
    }

    private static async Task<ApiAnswer> VersionsAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        if (AccountsEndpoints.Number(call.Query, "limit", 100, 1, Most) is not { } limit) return Refuse(Problem.Malformed($"limit must be a number from 1 to {Most:N0}.", "limit"));
        if (AccountsEndpoints.Number(call.Query, "after", 0, 1, int.MaxValue) is not { } after) return Refuse(AccountsEndpoints.NoCursor);
        var found = await guildhall.ReportSettings.VersionsAsync(reach, call.RouteValue("id"), after == 0 ? null : after, limit + 1, cancellation);
        return Answer(found, versions => new
        {
            versions = versions.Take(limit).Select(v => new { version = v.After.Version, at = v.After.At, by = v.After.By, changed = v.Members.Select(PriceWords.Of), settings = Document(v.After.Settings) }),
            next = versions.Length > limit ? versions[limit - 1].After.Version : (long?)null,
        });
    }

    private static ApiAnswer Of(Result<StoredBillingSettings> stored) =>
        stored.Refused ? Refuse(stored.Problems) : LinkAnswers.Of(Document(stored.Value.Settings)) with { ETag = LinkAnswers.ETag(stored.Value.Version) };

    private static object Document(BillingSettings settings) => new
    {
        tagKeys = settings.TagKeys,
        usageTypes = settings.UsageTypes,
        hold = settings.Hold,
        markup = settings.Prices.Aws.ToDecimal(),
        marketplaceMarkup = settings.Prices.Marketplace.ToDecimal(),
        credits = PriceWords.Of(settings.Prices.Credits),
        creditShare = settings.Prices.Share.ToDecimal(),
        currency = settings.Currency,
        finalDay = settings.FinalDay,
        daysToPay = settings.DaysToPay,
    };
}
