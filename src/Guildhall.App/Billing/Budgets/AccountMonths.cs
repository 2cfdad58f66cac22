using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.App.Vending;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.App.Billing.Budgets;

/// <summary>What an account costs this month, counted as budgets count, whether it has one or not.</summary>
/// <param name="Forecast">Null while no day is delivered whole.</param>
/// <param name="LastDay">With costs of the organization; null for none.</param>
/// <param name="Uncounted">Currencies of the report without a rate: their costs are not in it.</param>
public sealed record AccountMonth(BillingMonth Month, string Currency, SpendAmount Actual, SpendAmount? Forecast, DateOnly? LastDay, ImmutableArray<string> Uncounted);

/// <summary>What accounts cost this month, and what it is going to come to. vendor-integration.md 15.6.</summary>
public sealed class AccountMonths(Database database, TimeProvider clock)
{
    private const string InForce = """
        SELECT m."Load", m."TenantId" FROM "BillingMonths" m JOIN "Links" l ON l."TenantId" = m."TenantId" WHERE l."Id" = @link AND m."Month" = @month AND m."Load" IS NOT NULL
        """;

    /// <summary>Of the organization that has the account, or had it last; null when no report of the month is in force within reach.</summary>
    /// <param name="currency">What it is told in; null for the one that most of its costs are in.</param>
    public AccountMonth? Find(BillingReach reach, AccountView account, string? currency)
    {
        var month = BillingMonth.Of(clock.GetUtcNow());
        using var moment = new PlainReading(database);
        var load = moment.Rows(InForce, ("link", account.LinkId), ("month", month.Number)).Where(row => reach.Covers(row.GetString(1))).Select(row => row.GetInt64(0)).FirstOrDefault();
        return new BudgetCosts(moment, month, load).OfAccount(account.Id, currency);
    }
}
