using System.Collections.Immutable;
using Guildhall.App.Billing.Spend;
using Guildhall.App.Store;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Exits;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Exits;

/// <summary>What was read of a plan.</summary>
/// <param name="Version">The plan's, that it was read with; <paramref name="Looks"/> likewise.</param>
/// <param name="Load">The newest load of its organization at that time; 0 for none.</param>
internal sealed record ExitLook(string Id, long Version, long Looks, long Load, ExitOutlook Outlook);

/// <summary>Reads what became of exits that are planned, beside the writer.</summary>
internal sealed class ExitLooking(Database database, SpendQueries spend)
{
    /// <summary>Plans of one transaction.</summary>
    public const int AtOnce = 200;

    private const string Due = """
        SELECT p."Id", COALESCE(m."Load", 0) FROM "ExitPlans" p
        LEFT JOIN (SELECT "TenantId", MAX("Load") AS "Load" FROM "BillingMonths" GROUP BY "TenantId") m ON m."TenantId" = p."TenantId"
        WHERE p."State" = 0 AND (p."Day" <> @today OR p."Load" <> COALESCE(m."Load", 0)) ORDER BY p."TenantId", p."Id" LIMIT 200
        """;

    /// <summary>Those that nobody has looked at today, or since the last load; at most <see cref="AtOnce"/>.</summary>
    /// <param name="today">UTC.</param>
    public ImmutableArray<ExitLook> AtDue(DateOnly today)
    {
        using var reading = new PlainReading(database);
        var due = reading.Rows(Due, ("today", KeptExits.Number(today))).Select(row => (Id: row.GetString(0), Load: row.GetInt64(1))).ToDictionary(d => d.Id, d => d.Load, StringComparer.Ordinal);
        if (due.Count == 0) return [];
        using var db = reading.Context();
        var rows = db.ExitPlans.AsNoTracking().Where(p => due.Keys.Contains(p.Id)).ToList();
        var looks = ImmutableArray.CreateBuilder<ExitLook>();
        foreach (var of in rows.GroupBy(p => p.TenantId, StringComparer.Ordinal))
        {
            var closed = db.BillingMonths.Where(m => m.TenantId == of.Key && m.ClosedAt != null).Select(m => m.Month).ToHashSet();
            var finalDay = OpenBooks.Settings(db, of.Key).FinalDay;
            var charged = spend.ChargedAfter(of.Key, of.Select(p => new AskedCharge(BillingMonth.Of(KeptExits.Of(p).GoneBy), p.Code, KeptExits.AccountsOf(p)?.ToHashSet(StringComparer.Ordinal))));
            foreach (var (row, months) in of.Zip(charged))
            {
                var seen = months.Select(m => new ExitMonth(m.Month, ExitOutlook.IsFinal(m.Month, closed.Contains(m.Month.Number), finalDay, today), m.Charged)).ToList();
                looks.Add(new ExitLook(row.Id, row.Version, row.Looks, due[row.Id], ExitOutlook.Of(KeptExits.Of(row).GoneBy, today, seen)));
            }
        }

        return looks.ToImmutable();
    }
}
