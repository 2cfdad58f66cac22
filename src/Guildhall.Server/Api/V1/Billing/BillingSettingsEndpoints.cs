using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Prices;
using Guildhall.Domain;
using Guildhall.Server.Api.V1.Vendors;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary><c>/api/v1/billing/organizations/ID/settings</c>: how costs are read, what holds where no price rule does, and how they are billed. vendor-integration.md 15.2 to 15.5.</summary>
internal static class BillingSettingsEndpoints
{
    private const string Settings = "/api/v1/billing/organizations/{id}/settings";

    public static void MapBillingSettings(this OwnApi api, Installation guildhall)
    {
        api.Get(Settings, BillingReach.Read, BilledCalls.Within(guildhall, async (call, reach, cancellation) => Of(await guildhall.ReportSettings.FindAsync(reach, call.RouteValue("id"), cancellation))));
        api.Patch(Settings, BillingReach.Manage, BilledCalls.Within(guildhall, (call, reach, cancellation) => ChangeAsync(guildhall, call, reach, cancellation)));
    }

    private static async Task<ApiAnswer> ChangeAsync(Installation guildhall, ApiCall call, BillingReach reach, CancellationToken cancellation)
    {
        var posted = PostedSettings.Read(call.Body);
        if (posted.Refused) return BilledCalls.Refuse(posted.Problems);
        var version = BilledCalls.Version(call, "The organization");
        if (version.Refused) return BilledCalls.Refuse(version.Problems);
        var tenant = call.RouteValue("id");
        var origin = call.Origin(tenant);
        return Of(await guildhall.ReportSettings.ChangeAsync(reach, tenant, posted.Value, version.Value.Seen, origin, cancellation));
    }

    private static ApiAnswer Of(Result<StoredBillingSettings> stored) => stored.Refused ? BilledCalls.Refuse(stored.Problems) : Of(stored.Value);

    private static ApiAnswer Of(StoredBillingSettings stored)
    {
        var (settings, prices) = (stored.Settings, stored.Settings.Prices);
        return LinkAnswers.Of(new
        {
            tagKeys = settings.TagKeys,
            usageTypes = settings.UsageTypes,
            hold = settings.Hold,
            markup = prices.Aws.ToDecimal(),
            marketplaceMarkup = prices.Marketplace.ToDecimal(),
            credits = PriceWords.Of(prices.Credits),
            creditShare = prices.Share.ToDecimal(),
            currency = settings.Currency,
            finalDay = settings.FinalDay,
            daysToPay = settings.DaysToPay,
        }) with
        { ETag = LinkAnswers.ETag(stored.Version) };
    }
}
