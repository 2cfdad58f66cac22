using System.Globalization;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Lines;
using Guildhall.App.Billing.Spend;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary>Which lines of a report an address asks for: the same words in pages and calls.</summary>
/// <param name="Tenant">The organization's id; empty where it has to be chosen.</param>
/// <param name="Month">Null while nothing is in force.</param>
/// <param name="Periods">What there is to choose from.</param>
internal sealed record LineAsk(string Tenant, BillingMonth? Month, LineChoice Choice, ReportedPeriods Periods)
{
    /// <summary>What spend is narrowed by too, and lines in the same words.</summary>
    public static readonly string[] Shared = ["organizationId", "company", "costCentre", "experience", "account", "product"];

    public static readonly string[] Names = [.. Shared, "period", "type", "day"];

    /// <param name="given">The value of a parameter; empty where there is none.</param>
    /// <returns>Refused with the parameter that is wrong.</returns>
    public static Result<LineAsk> Read(Installation guildhall, BillingReach reach, Func<string, string> given)
    {
        var period = BilledCalls.Period(given("period"));
        if (period.Refused) return period.Problems;
        var wish = SpendAsk.Read(name => Shared.Contains(name) ? given(name) : "");
        if (wish.Refused) return wish.Problems;
        DateOnly? day = null;
        if (given("day") is { Length: > 0 } typed)
        {
            if (!DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return Problem.Malformed("A day is such as 2026-10-05.", "day");
            day = date;
        }

        var periods = guildhall.SpendQueries.PeriodsOf(reach, wish.Value.Tenant);
        if (periods.Refused) return periods.Problems;
        var month = period.Value ?? (periods.Value.Months is [.., var newest] ? newest : null);
        var choice = new LineChoice { Product = wish.Value.Product, Type = given("type") is { Length: > 0 } type ? type : null, Day = day };
        if ((wish.Value.Tenant ?? TenantOf(guildhall, reach, wish.Value.Account, periods.Value)) is not { } tenant) return new LineAsk("", month, choice, periods.Value);
        var accounts = guildhall.SpendQueries.AccountsOf(reach, tenant, wish.Value);
        return accounts.Refused ? accounts.Problems : new LineAsk(tenant, month, choice with { Accounts = accounts.Value }, periods.Value);
    }

    /// <summary>The only one there is, or the one that has the account today; null when that leaves a choice.</summary>
    private static string? TenantOf(Installation guildhall, BillingReach reach, string? account, ReportedPeriods periods) =>
        reach.Tenant ?? (periods.Organizations is [var only] ? only.Key : account is null ? null
            : guildhall.Marketplaces.All.Where(t => t.Marketplace.Organization.Tree.Find(account) is not null).Select(t => t.State.Tenant.Value).FirstOrDefault(reach.Covers));
}
