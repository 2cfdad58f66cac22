using Guildhall.App.Calls;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Billing.MonthlyStatements;

/// <summary>What becomes of a final statement: sent, then paid, or void. What it says is never changed. vendor-integration.md 15.5.</summary>
public sealed class StatementActs
{
    private static readonly Problem Stale = Problem.Conflict(LinkRows.StaleCode, "Somebody else has changed the statement meanwhile. Look at it again, then repeat your change.");

    private readonly Writer _writer;
    private readonly StatementQueries _queries;

    internal StatementActs(Writer writer, StatementQueries queries) => (_writer, _queries) = (writer, queries);

    /// <summary>It has been sent: its days to pay begin. Refused: not found, <c>STALE</c>, <c>NOT_FINAL</c>, <c>NOBODYS</c>.</summary>
    /// <param name="seen">The version that was seen; null for whoever does not mind.</param>
    public Task<Result<StatementSheet>> SendAsync(BillingReach reach, string id, long? seen, ActOrigin origin, CancellationToken cancellation) => ActAsync(reach, id, seen, "SendStatement", origin, (scope, row) =>
    {
        if (row.State != StatementState.Final) return Wrong("NOT_FINAL", "Only a final statement that has not been sent is sent.");
        if (row.Company is null) return Wrong("NOBODYS", "What is nobody's is sent to nobody. Give its accounts a company for the months to come.");
        var due = DateOnly.FromDateTime(scope.Now.UtcDateTime).AddDays(OpenBooks.Settings(scope.Db, row.TenantId).DaysToPay);
        scope.Stage(_ => (row.State, row.SentAt, row.DueOn) = (StatementState.Sent, scope.Now, (due.Year * 10_000) + (due.Month * 100) + due.Day));
        scope.Add(StatementEvents.Row(scope, row, "StatementSent"));
        return null;
    }, cancellation);

    /// <summary>It has been paid. Refused: not found, <c>STALE</c>, <c>NOT_SENT</c>.</summary>
    public Task<Result<StatementSheet>> PayAsync(BillingReach reach, string id, long? seen, ActOrigin origin, CancellationToken cancellation) => ActAsync(reach, id, seen, "PayStatement", origin, (scope, row) =>
    {
        if (row.State != StatementState.Sent) return Wrong("NOT_SENT", "Only a statement that has been sent is paid.");
        scope.Stage(_ => (row.State, row.EndedAt) = (StatementState.Paid, scope.Now));
        return null;
    }, cancellation);

    /// <summary>Nobody has to pay it; its lines stay told. Refused: not found, <c>STALE</c>, <c>STATEMENT_ENDED</c>, <c>NOBODYS</c>.</summary>
    public Task<Result<StatementSheet>> VoidAsync(BillingReach reach, string id, long? seen, ActOrigin origin, CancellationToken cancellation) => ActAsync(reach, id, seen, "VoidStatement", origin, (scope, row) =>
    {
        if (row.State is StatementState.Paid or StatementState.Void) return Wrong("STATEMENT_ENDED", "A statement that is paid or void stays so.");
        if (row.Company is null) return Wrong("NOBODYS", "What is nobody's is owed by nobody: there is nothing to void.");
        scope.Stage(_ => (row.State, row.EndedAt) = (StatementState.Void, scope.Now));
        return null;
    }, cancellation);

    private static Problem Wrong(string code, string message) => Problem.Conflict(code, message);

    /// <param name="act">Answers why it is not done.</param>
    private async Task<Result<StatementSheet>> ActAsync(BillingReach reach, string id, long? seen, string name, ActOrigin origin, Func<WriteScope, StatementRow, Problem?> act, CancellationToken cancellation)
    {
        var done = await _writer.WriteAsync<Result<string>>(
            scope =>
            {
                if (ClientKeys.Refusal(scope, origin) is { } used) return used;
                if (scope.Db.Statements.Find(id) is not { } row || !reach.Covers(row.TenantId)) return StatementQueries.Missing;
                if (seen is { } version && version != row.Version) return Stale;
                if (act(scope, row) is { } problem) return problem;
                ClientKeys.Stage(scope, origin, id);
                scope.Stage(_ => row.Version++);
                LinkAudit.Stage(scope, name, origin, row.TenantId, StatementEvents.About(row));
                return id;
            },
            cancellation);
        return done.Refused ? done.Problems : await _queries.FindAsync(reach, id, cancellation);
    }
}
