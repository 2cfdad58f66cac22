using System.Collections.Concurrent;
using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.App.Billing.Spend;

/// <summary>A month of an organization of which a report is in force.</summary>
/// <param name="Tenant">The organization's id.</param>
/// <param name="Load">The load in force.</param>
/// <param name="Quarantined">Its lines that were not understood.</param>
internal sealed record ReportedMonth(string Tenant, BillingMonth Month, long Load, long Quarantined);

/// <summary>What a product code of the report is called, and who sells it.</summary>
public sealed record SpendProduct(string BillingEntity, string Code, string Name, string Seller);

/// <summary>A load's sums with the names of its products.</summary>
internal sealed record LoadedSpend(SpendMonth Sums, ImmutableArray<SpendProduct> Products);

/// <summary>
/// The costs of months that are in force, in memory: a load never changes, so it is read once. Which load is in force is asked of the database each time, so another process's
/// reading is seen at once.
/// </summary>
internal sealed class SpendMonths(Database database)
{
    private readonly ConcurrentDictionary<long, LoadedSpend> _loads = new();
    private readonly Lock _reading = new();

    /// <summary>The months in force now, of one moment: what is read of them together is there as long as this is.</summary>
    public SpendMoment Begin() => new(this, new PlainReading(database));

    /// <summary>Forgets loads that are in force no more.</summary>
    internal void Keep(IEnumerable<long> loads)
    {
        var kept = loads.ToHashSet();
        foreach (var load in _loads.Keys.Where(l => !kept.Contains(l))) _loads.TryRemove(load, out _);
    }

    /// <summary>Whether it is in memory.</summary>
    internal bool Has(long load) => _loads.ContainsKey(load);

    /// <summary>From memory; read by the first who asks, while others wait for it. What failed is read again by the next.</summary>
    internal LoadedSpend Of(PlainReading reading, long load)
    {
        if (_loads.TryGetValue(load, out var known)) return known;
        lock (_reading)
        {
            return _loads.TryGetValue(load, out known) ? known : _loads[load] = Read(reading, load);
        }
    }

    private static LoadedSpend Read(PlainReading reading, long load)
    {
        var products = reading.Rows("""SELECT "BillingEntity", "ProductCode", MIN("ProductName"), MIN("LegalEntity") FROM "CostKeys" WHERE "Load" = @load GROUP BY "BillingEntity", "ProductCode" """, ("load", load))
            .Select(row => new SpendProduct(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3))).ToImmutableArray();
        return new LoadedSpend(SpendMonth.Of(Entries(reading, load)), products);
    }

    private static IEnumerable<SpendEntry> Entries(PlainReading reading, long load)
    {
        // Rows come by account, and a few subjects stand for all of them: each text is kept once.
        var subjects = new Dictionary<SpendSubject, SpendSubject>();
        var account = "";
        foreach (var row in reading.Rows("""SELECT "Account", "BillingEntity", "ProductCode", "AgreementId", "Currency", "Unblended", "Net", "Amortised" FROM "AccountCosts" WHERE "Load" = @load ORDER BY "Account" """, ("load", load)))
        {
            if (row.GetString(0) is var next && next != account) account = next;
            var subject = new SpendSubject(row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4));
            if (!subjects.TryGetValue(subject, out var known)) subjects.Add(subject, known = subject);
            yield return new SpendEntry(account, known, row.GetInt64(5), row.GetInt64(6), row.GetInt64(7));
        }
    }
}
