using System.Collections.Immutable;
using Guildhall.App.Billing.MonthlyStatements;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Prices;

/// <summary>What a draft of a rule would have made of a company's month.</summary>
/// <param name="Company">Null: what is nobody's.</param>
/// <param name="Before">In minor units of the currency.</param>
public sealed record PriceEffect(string Tenant, BillingMonth Month, string? Company, string Currency, long Before, long After)
{
    public long Difference => After - Before;
}

/// <summary>Drafts of rules on the last complete month. vendor-integration.md 15.4.</summary>
public sealed class PricePreviews(Database database, Marketplaces marketplaces, TimeProvider clock)
{
    private static readonly Problem NoReport = Problem.Conflict("NO_REPORT", "No month that is over has a report yet.");

    /// <summary>
    /// Company by company, as if the draft had held all of the last month of which there is a report and which is over; companies for which nothing changes are there too.
    /// Refused: a target that is not there, <c>NO_REPORT</c>, <c>RATE_MISSING</c>.
    /// </summary>
    /// <param name="replaces">The rule that it is a new version of; null for a new rule.</param>
    public async Task<Result<ImmutableArray<PriceEffect>>> OfAsync(BillingReach reach, PriceRule draft, string? replaces, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var rule = draft with { Tenant = PriceRules.TenantOf(reach, PriceRuleRows.Holding(db).LastOrDefault(r => r.Id == replaces)) };
        if (new PriceTargets(db, marketplaces, reach).Refusal(rule) is { } refusal) return refusal;
        var now = BillingMonth.Of(clock.GetUtcNow()).Number;
        var months = await db.BillingMonths.AsNoTracking().Where(m => m.Load != null && m.Month < now && (reach.Tenant == null || m.TenantId == reach.Tenant)).ToListAsync(cancellation);
        if (months.Count == 0) return NoReport;
        return await Task.Run(() => Effects(months.GroupBy(m => m.TenantId, StringComparer.Ordinal).Select(g => (g.Key, new BillingMonth(g.Max(m => m.Month)))), rule, replaces), cancellation);
    }

    private Result<ImmutableArray<PriceEffect>> Effects(IEnumerable<(string Tenant, BillingMonth Month)> months, PriceRule draft, string? replaces)
    {
        var effects = new List<PriceEffect>();
        foreach (var (tenant, month) in months.OrderBy(m => m.Tenant, StringComparer.Ordinal))
        {
            using var moment = new PlainReading(database);
            using var db = moment.Context();
            var load = db.BillingMonths.AsNoTracking().First(m => m.TenantId == tenant && m.Month == month.Number).Load!.Value;
            var books = OpenBooks.Of(db, marketplaces.Find(new TenantId(tenant)), tenant, month);
            var before = StatementDrafts.Priced(moment, tenant, month, load, books, []);
            var after = StatementDrafts.Priced(moment, tenant, month, load, books with { Rules = With(books.Rules, draft, replaces, month) }, []);
            if (before.Refused || after.Refused) return before.Refused ? before.Problems : after.Problems;
            effects.AddRange(Compared(tenant, month, before.Value, after.Value));
        }

        return effects.ToImmutableArray();
    }

    /// <summary>The draft holds all of the month, as the newest of its rank; nothing of what it replaces does.</summary>
    private static ImmutableArray<PriceRule> With(ImmutableArray<PriceRule> rules, PriceRule draft, string? replaces, BillingMonth month) =>
    [
        .. rules.Where(r => replaces is null || r.Id != replaces),
        draft with { Id = replaces ?? "price-draft", Version = int.MaxValue, Made = DateTimeOffset.MaxValue, From = month.First, Until = month.Last },
    ];

    private static IEnumerable<PriceEffect> Compared(string tenant, BillingMonth month, ImmutableArray<Statement> before, ImmutableArray<Statement> after)
    {
        var (was, now) = (Totals(before), Totals(after));
        return was.Keys.Union(now.Keys).OrderBy(k => k.Company is null).ThenBy(k => k.Company, StringComparer.Ordinal).ThenBy(k => k.Currency, StringComparer.Ordinal)
            .Select(k => new PriceEffect(tenant, month, k.Company, k.Currency, was.GetValueOrDefault(k), now.GetValueOrDefault(k)));
    }

    private static Dictionary<(string? Company, string Currency), long> Totals(ImmutableArray<Statement> statements) =>
        statements.GroupBy(s => (s.Company, s.Currency)).ToDictionary(g => g.Key, g => g.Sum(s => s.Total));
}
