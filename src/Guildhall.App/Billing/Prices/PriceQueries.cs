using System.Collections.Immutable;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Prices;

/// <summary>Price rules as they are shown.</summary>
public sealed class PriceQueries(Database database, Marketplaces marketplaces)
{
    internal static Problem Missing { get; } = Problem.NotFound("There is no such price rule.");

    /// <summary>The newest version of each rule within reach, as rules win: the nearest first.</summary>
    public async Task<ImmutableArray<PriceRuleView>> ListAsync(BillingReach reach, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var rows = await db.PriceRules.AsNoTracking().OrderBy(r => r.Version).ToListAsync(cancellation);
        var (use, targets) = (new PriceUse(db), new PriceTargets(db, marketplaces, reach));
        return
        [
            .. rows.GroupBy(r => r.Id, StringComparer.Ordinal).Select(g => View(g.Last(), use)).Where(v => targets.Sees(v.Rule))
                .OrderBy(v => v.TakenOut).ThenByDescending(v => v.Rule.Target.Kind).ThenByDescending(v => v.Rule.Scope.Kind).ThenByDescending(v => v.Rule.Priority)
                .ThenByDescending(v => v.Rule.Made).ThenBy(v => v.Rule.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>All versions of a rule, the newest first. Not found when it is beyond reach.</summary>
    public async Task<Result<ImmutableArray<PriceRuleView>>> FindAsync(BillingReach reach, string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var rows = await db.PriceRules.AsNoTracking().Where(r => r.Id == id).OrderByDescending(r => r.Version).ToListAsync(cancellation);
        if (rows.Count == 0 || !new PriceTargets(db, marketplaces, reach).Sees(PriceRuleRows.Of(rows[0]))) return Missing;
        var use = new PriceUse(db);
        return rows.Select(r => View(r, use)).ToImmutableArray();
    }

    private static PriceRuleView View(PriceRuleRow row, PriceUse use)
    {
        var rule = PriceRuleRows.Of(row);
        return new PriceRuleView(rule, row.MadeBy, row.EndedAt, row.EndedBy, use.Until(row, rule));
    }
}
