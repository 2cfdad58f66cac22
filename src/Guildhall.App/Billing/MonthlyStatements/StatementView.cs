using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.MonthlyStatements;

/// <summary>How far a statement is. vendor-integration.md 15.5.</summary>
public enum StatementStanding
{
    /// <summary>Moves with each delivery of the report.</summary>
    Draft,
    Final,
    Sent,

    /// <summary>Sent, and not paid by its last day.</summary>
    Overdue,
    Paid,
    Void,
}

/// <summary>A statement without its lines.</summary>
/// <param name="Number">Null for a draft.</param>
/// <param name="Company">Null: what is nobody's.</param>
/// <param name="Total">In minor units of the currency.</param>
/// <param name="Version">0 for a draft.</param>
public sealed record StatementView(
    string Id, string? Number, string Tenant, BillingMonth Month, string? Company, string Reported, string Currency, decimal Rate, long Total, StatementStanding Standing,
    DateTimeOffset? FinalAt, DateTimeOffset? SentAt, DateOnly? DueOn, DateTimeOffset? EndedAt, long Version)
{
    public decimal Billed => MinorUnits.ToDecimal(Total, Currency);

    /// <param name="today">UTC.</param>
    internal static StatementView Of(StatementRow row, DateOnly today)
    {
        DateOnly? due = row.DueOn is { } day ? new DateOnly(day / 10_000, day / 100 % 100, day % 100) : null;
        var standing = row.State switch
        {
            StatementState.Final => StatementStanding.Final,
            StatementState.Sent => due < today ? StatementStanding.Overdue : StatementStanding.Sent,
            StatementState.Paid => StatementStanding.Paid,
            _ => StatementStanding.Void,
        };
        return new StatementView(
            row.Id, row.Number, row.TenantId, new BillingMonth(row.Month), row.Company, row.Reported, row.Currency, decimal.Parse(row.Rate, CultureInfo.InvariantCulture), row.Total, standing,
            row.FinalAt, row.SentAt, due, row.EndedAt, row.Version);
    }

    internal static StatementView Of(Statement draft, string tenant) => new(
        DraftIds.Of(tenant, draft), null, tenant, BillingMonth.Of(draft.Month), draft.Company, draft.Reported, draft.Currency, draft.Rate, draft.Total, StatementStanding.Draft, null, null, null, null, 0);
}

/// <summary>A statement with its lines, and how its accounts are known.</summary>
/// <param name="Accounts">Those of its lines, by id.</param>
public sealed record StatementSheet(StatementView Head, ImmutableArray<StatementLine> Lines, ImmutableArray<BilledAccount> Accounts)
{
    /// <summary>Lines of the month's report that were not understood: they are on no statement. security.md F-51.</summary>
    public long Quarantined { get; init; }

    /// <summary>What each cost centre has of the total, by name; what has none last. The rounding belongs to none.</summary>
    public IEnumerable<(string? CostCentre, long Billed)> ByCostCentre()
    {
        var centres = Accounts.ToDictionary(a => a.Id, a => a.CostCentre, StringComparer.Ordinal);
        return Lines.GroupBy(l => centres.GetValueOrDefault(l.Account)).OrderBy(g => g.Key is null).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Sum(l => l.Billed)));
    }

    /// <summary>What was converted by, its own month first, then months that are corrected; empty where nothing was.</summary>
    public IEnumerable<(BillingMonth Month, decimal Rate)> Rates =>
        Head.Reported == Head.Currency ? [] : Lines.Where(l => l.Block != StatementBlock.Rounding).Select(l => l is { Corrects: { } month, Rate: { } rate } ? (BillingMonth.Of(month), rate) : (Head.Month, Head.Rate)).Distinct().OrderByDescending(r => r.Item1);

    internal static StatementSheet Of(StatementView head, ImmutableArray<StatementLine> lines, MonthBooks books)
    {
        var lookup = books.Lookup();
        return new StatementSheet(head, lines, [.. lines.Select(l => l.Account).Where(a => a.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(lookup)]);
    }
}
