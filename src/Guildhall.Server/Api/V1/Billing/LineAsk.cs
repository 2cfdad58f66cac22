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
    public static readonly string[] Names = ["organizationId", "period", "account", "product", "type", "day"];

    /// <param name="given">The value of a parameter; empty where there is none.</param>
    /// <returns>Refused with the parameter that is wrong.</returns>
    public static Result<LineAsk> Read(Installation guildhall, BillingReach reach, Func<string, string> given)
    {
        var period = BilledCalls.Period(given("period"));
        if (period.Refused) return period.Problems;
        var account = given("account").Replace("-", "", StringComparison.Ordinal);
        if (account.Length > 0 && (account.Length != 12 || !account.All(char.IsAsciiDigit))) return Problem.Malformed("account is 12 digits.", "account");
        DateOnly? day = null;
        if (given("day") is { Length: > 0 } typed)
        {
            if (!DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return Problem.Malformed("day is a day such as 2026-10-05.", "day");
            day = date;
        }

        var periods = guildhall.SpendQueries.PeriodsOf(reach, Text("organizationId"));
        if (periods.Refused) return periods.Problems;
        var choice = new LineChoice { Account = account.Length > 0 ? account : null, Product = given("product") == SpendAsk.None ? "" : Text("product"), Type = Text("type"), Day = day };
        return new LineAsk(Text("organizationId") ?? TenantOf(guildhall, reach, account, periods.Value) ?? "", period.Value ?? (periods.Value.Months is [.., var newest] ? newest : null), choice, periods.Value);

        string? Text(string name) => given(name) is { Length: > 0 } text ? text : null;
    }

    /// <summary>The only one there is, or the one that has the account today; null when that leaves a choice.</summary>
    private static string? TenantOf(Installation guildhall, BillingReach reach, string account, ReportedPeriods periods) =>
        reach.Tenant ?? (periods.Organizations is [var only] ? only.Key : account.Length == 0 ? null
            : guildhall.Marketplaces.All.Where(t => t.Marketplace.Organization.Tree.Find(account) is not null).Select(t => t.State.Tenant.Value).FirstOrDefault(reach.Covers));
}
