using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Guildhall.App.Calls;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.MonthlyStatements;

/// <summary>What closing a month makes, or would make.</summary>
/// <param name="Statements">Of companies.</param>
/// <param name="Totals">By currency, in minor units, what is nobody's left out.</param>
/// <param name="Unassigned">The same of what is nobody's.</param>
/// <param name="Corrections">Lines that correct months closed before.</param>
/// <param name="Refusal">Why it cannot be closed now; null when it can or was.</param>
public sealed record MonthClose(string Tenant, BillingMonth Month, int Statements, ImmutableSortedDictionary<string, long> Totals, ImmutableSortedDictionary<string, long> Unassigned, int Corrections, Problem? Refusal)
{
    /// <summary>Lines of the report that were not understood: they are in no sum. security.md F-51.</summary>
    public long Quarantined { get; init; }
}

/// <summary>Closing a month: all statements of an organization become final at once, and what they were made of is kept. vendor-integration.md 15.5.</summary>
public sealed class MonthClosing
{
    private const int Tries = 5;
    private static readonly Problem Moved = Problem.Conflict("PRICES_MOVED", "The report or the prices were changed meanwhile. Try again.");

    private readonly Database _database;
    private readonly StatementDrafts _drafts;
    private readonly Writer _writer;
    private readonly IdSource _ids;
    private readonly TimeProvider _clock;

    internal MonthClosing(Database database, StatementDrafts drafts, Writer writer, IdSource ids, TimeProvider clock) =>
        (_database, _drafts, _writer, _ids, _clock) = (database, drafts, writer, ids, clock);

    /// <summary>What closing would make, in numbers. Refused: beyond reach, <c>NO_REPORT</c>, <c>MONTH_CLOSED</c>, <c>RATE_MISSING</c>.</summary>
    public async Task<Result<MonthClose>> PlanAsync(BillingReach reach, string tenant, BillingMonth month, CancellationToken cancellation)
    {
        if (!reach.Covers(tenant)) return LinkAbsent;
        var draft = await Task.Run(() => _drafts.Of(tenant, month), cancellation);
        return draft.Refused ? draft.Problems : Told(tenant, draft.Value, Early(tenant, draft.Value));
    }

    /// <summary>
    /// Closes a month that is over: when AWS has issued all its invoices, or from the day of the settings on. Refused: as <see cref="PlanAsync"/>, and <c>MONTH_NOT_OVER</c>,
    /// <c>REPORT_NOT_FINAL</c>, <c>PRICES_MOVED</c>.
    /// </summary>
    public async Task<Result<MonthClose>> CloseAsync(BillingReach reach, string tenant, BillingMonth month, ActOrigin origin, CancellationToken cancellation)
    {
        if (!reach.Covers(tenant)) return LinkAbsent;
        for (var tried = 1; ; tried++)
        {
            var draft = await Task.Run(() => _drafts.Of(tenant, month), cancellation);
            if (draft.Refused) return draft.Problems;
            if (Early(tenant, draft.Value) is { } early) return early;
            var made = draft.Value.Statements.Select(s => (Id: _ids.Named("st-"), Statement: s)).ToImmutableArray();
            var closed = await _writer.WriteAsync(scope => Close(scope, tenant, draft.Value, made, origin), cancellation);
            if (!closed.Refused || closed.Problems[0] != Moved || tried == Tries) return closed;
        }
    }

    /// <summary>What closing has made. Refused: not found.</summary>
    public async Task<Result<MonthClose>> FindAsync(BillingReach reach, string tenant, BillingMonth month, CancellationToken cancellation)
    {
        if (!reach.Covers(tenant)) return LinkAbsent;
        await using var db = _database.Open();
        var rows = await db.Statements.AsNoTracking().Where(s => s.TenantId == tenant && s.Month == month.Number).ToListAsync(cancellation);
        if (rows.Count == 0) return StatementQueries.Missing;
        var corrections = await db.StatementLines.CountAsync(l => l.Corrects != null && db.Statements.Any(s => s.Id == l.StatementId && s.TenantId == tenant && s.Month == month.Number), cancellation);
        var parts = rows.ToLookup(r => r.Company is null, r => (r.Currency, r.Total));
        return new MonthClose(tenant, month, parts[false].Count(), Sums(parts[false]), Sums(parts[true]), corrections, null) { Quarantined = LeftOut.Of(db, rows[0].Load) };
    }

    private static Problem LinkAbsent { get; } = Problem.NotFound("There is no such organization.");

    private Problem? Early(string tenant, StatementDraft draft)
    {
        using var db = _database.Open();
        return ClosingTime.Refusal(draft.Month, draft.Open, OpenBooks.Settings(db, tenant).FinalDay, DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime));
    }

    private static Result<MonthClose> Close(WriteScope scope, string tenant, StatementDraft draft, ImmutableArray<(string Id, Statement Statement)> made, ActOrigin origin)
    {
        if (ClientKeys.Refusal(scope, origin) is { } used) return used;
        if (scope.Db.BillingMonths.Find(tenant, draft.Month.Number) is not { } month) return Moved;
        if (month.ClosedAt is not null) return StatementDrafts.Closed(draft.Month);
        var corrected = draft.Corrected.Select(c => (Row: scope.Db.BillingMonths.Find(tenant, c.Month.Number), Seen: c)).ToList();
        if (month.Version != draft.MonthVersion || !corrected.TrueForAll(c => c.Seen.IsStill(scope.Db, c.Row)) || !OpenBooks.Prices(scope.Db, tenant, draft.Month).IsPricedAs(draft.Books)) return Moved;
        var rows = made.Select((m, place) => StatementRows.Of(m.Statement, m.Id, $"{draft.Month}-{place + 1:D4}", tenant, draft.Load, scope.Now)).ToList();
        scope.Stage(db =>
        {
            db.AddRange(rows);
            db.AddRange(made.SelectMany(m => StatementRows.Lines(m.Statement, m.Id)));
            (month.ClosedAt, month.Books, month.Version) = (scope.Now, draft.Books.Write(), month.Version + 1);
            foreach (var (row, seen) in corrected) (row!.Books, row.Version) = (seen.Books.Write(), row.Version + 1);
        });
        ClientKeys.Stage(scope, origin, $"{tenant} {draft.Month}");
        var told = Told(tenant, draft, null);
        LinkAudit.Stage(scope, "CloseMonth", origin, tenant, new JsonObject { ["period"] = $"{draft.Month}", ["statements"] = told.Statements, ["corrections"] = told.Corrections, ["quarantined"] = told.Quarantined });
        foreach (var (row, (_, statement)) in rows.Zip(made)) Tell(scope, row, statement);
        return told;
    }

    private static void Tell(WriteScope scope, StatementRow row, Statement statement)
    {
        if (row.Company is null) return;
        scope.Add(StatementEvents.Row(scope, row, "StatementFinal"));
        if (statement.Lines.Any(l => l.Block == StatementBlock.Corrections)) scope.Add(StatementEvents.Row(scope, row, "StatementCorrected"));
    }

    private static MonthClose Told(string tenant, StatementDraft draft, Problem? refusal)
    {
        var parts = draft.Statements.ToLookup(s => s.Company is null, s => (s.Currency, s.Total));
        return new MonthClose(tenant, draft.Month, parts[false].Count(), Sums(parts[false]), Sums(parts[true]), draft.Statements.Sum(s => s.Lines.Count(l => l.Block == StatementBlock.Corrections)), refusal)
        {
            Quarantined = draft.Quarantined,
        };
    }

    private static ImmutableSortedDictionary<string, long> Sums(IEnumerable<(string Currency, long Total)> statements) =>
        statements.GroupBy(s => s.Currency, StringComparer.Ordinal).ToImmutableSortedDictionary(g => g.Key, g => g.Sum(s => s.Total), StringComparer.Ordinal);
}
