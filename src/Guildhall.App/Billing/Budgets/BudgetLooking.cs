using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Budgets;

/// <summary>What was read of a budget.</summary>
/// <param name="Version">The budget's, that it was read with; <paramref name="Marks"/> likewise.</param>
/// <param name="Past">The month before: nothing when the budget is younger; null when it was looked at with the same load already.</param>
internal sealed record BudgetLook(
    string Id, string Tenant, long Version, long Marks, BillingMonth Month, long Load, long EarlierLoad, ImmutableArray<string>? Accounts, BudgetSpend Present, BudgetSpend? Past);

/// <summary>Reads what budgets have cost, of one moment, beside the writer. vendor-integration.md 15.6.</summary>
internal sealed class BudgetLooking(Database database)
{
    /// <summary>Budgets of one transaction.</summary>
    public const int AtOnce = 500;

    private const string Due = """
        SELECT b."Id" FROM "Budgets" b
        LEFT JOIN "BillingMonths" m ON m."TenantId" = b."TenantId" AND m."Month" = @month LEFT JOIN "BillingMonths" e ON e."TenantId" = b."TenantId" AND e."Month" = @earlier
        WHERE b."Month" <> @month OR b."Load" <> COALESCE(m."Load", 0) OR b."EarlierLoad" <> COALESCE(e."Load", 0) ORDER BY b."TenantId", b."Id" LIMIT 500
        """;

    /// <summary>Those that are due, at most <see cref="AtOnce"/>.</summary>
    public ImmutableArray<BudgetLook> AtDue(BillingMonth now)
    {
        using var moment = new PlainReading(database);
        return At(moment, now, [.. moment.Rows(Due, ("month", now.Number), ("earlier", now.Plus(-1).Number)).Select(row => row.GetString(0))]);
    }

    /// <summary>These, as far as they are there.</summary>
    public ImmutableArray<BudgetLook> At(BillingMonth now, IReadOnlyCollection<string> ids)
    {
        using var moment = new PlainReading(database);
        return At(moment, now, ids);
    }

    private static ImmutableArray<BudgetLook> At(PlainReading moment, BillingMonth now, IReadOnlyCollection<string> ids)
    {
        if (ids.Count == 0) return [];
        using var db = moment.Context();
        var looks = ImmutableArray.CreateBuilder<BudgetLook>();
        foreach (var group in db.Budgets.Where(b => ids.Contains(b.Id)).AsEnumerable().GroupBy(b => b.TenantId, StringComparer.Ordinal))
        {
            var (load, earlier) = (LoadOf(db, group.Key, now), LoadOf(db, group.Key, now.Plus(-1)));
            var (present, past) = (new BudgetCosts(moment, now, load), new BudgetCosts(moment, now.Plus(-1), earlier));
            foreach (var row in group)
            {
                var accounts = BudgetTargets.AccountsOf(db, row.TenantId, KeptBudgets.Of(row).Target);
                var known = row.Month == now.Number && row.Load != -1 && row.EarlierLoad == earlier;
                var before = known ? null : BillingMonth.Of(row.MadeAt) < now ? past.Of(accounts, row.Currency, over: true) : BudgetSpend.None;
                looks.Add(new BudgetLook(row.Id, row.TenantId, row.Version, row.Marks, now, load, earlier, accounts, present.Of(accounts, row.Currency, over: false), before));
            }
        }

        return looks.ToImmutable();
    }

    private static long LoadOf(GuildhallDb db, string tenant, BillingMonth month) => db.BillingMonths.Where(m => m.TenantId == tenant && m.Month == month.Number).Select(m => m.Load).FirstOrDefault() ?? 0;
}
