using Guildhall.App.Governance;
using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Store;

/// <summary>
/// What one write decides on and stages its rows in. It sees the writes before it in the same transaction. Nothing of it is kept when the deciding
/// function throws; everything is decided again when another process was faster.
/// </summary>
public sealed class WriteScope
{
    private readonly Dictionary<TenantId, TenantState> _states;
    private readonly WriteTransaction _transaction;
    private readonly List<Action> _staged = [];
    private readonly Dictionary<TenantId, TenantState> _next = [];
    private readonly List<TenantId> _held = [];
    private readonly CommittedStates _committed;

    internal WriteScope(WriteTransaction transaction, CommittedStates committed, Dictionary<TenantId, TenantState> states, DateTimeOffset now) =>
        (_transaction, _committed, _states, Now) = (transaction, committed, states, now);

    /// <summary>For reading the tables that are not among <see cref="Tables"/>; their rows are added through <see cref="Stage"/>, those of the others through <see cref="Write"/>.</summary>
    public GuildhallDb Db => _transaction.Db;

    public DateTimeOffset Now { get; }

    internal bool IsEmpty => _staged.Count == 0 && _next.Count == 0;

    /// <summary>The tenant's state as this transaction has it so far; null when no such tenant is linked.</summary>
    public TenantState? State(TenantId tenant) =>
        _next.GetValueOrDefault(tenant) ?? _states.GetValueOrDefault(tenant) ?? _committed.Of(tenant);

    /// <summary>Sets the tenant's next state; its version is one more than the committed one, given by <see cref="NextVersion"/>.</summary>
    public void Put(TenantState next) =>
        _next[next.Tenant] = next with { Marketplace = next.Marketplace with { Version = NextVersion(next.Tenant) } };

    /// <summary>The version the tenant will have when this transaction commits: one more than before it, however many writes share it.</summary>
    public long NextVersion(TenantId tenant) => (_committed.Of(tenant)?.Version ?? 0) + 1;

    /// <summary>
    /// What is decided holds only as long as the tenant's state is the one it was decided on: when another process has changed it meanwhile, it is decided again, and none changes it
    /// until this transaction has ended. For decisions that are made by the state and leave it as it is.
    /// </summary>
    public void Hold(TenantId tenant) => _held.Add(tenant);

    /// <summary>A row of these tables by its key as the writes before this one left it; to be changed in <see cref="Write"/> only. Null when there is none.</summary>
    internal T? Find<T>(Table<T> table, params string[] key)
        where T : class => _transaction.Known.Find(table, key);

    /// <summary>A change set as the writes before this one left it; to be changed in <see cref="Write"/> only. Null when there is none.</summary>
    internal ChangeSetRow? FindChangeSet(string id) => _transaction.Known.Find(Tables.ChangeSets, id);

    /// <summary>A used token as the writes before this one left it; null when there is none.</summary>
    internal RequestTokenRow? FindToken(AccountId account, string token) => _transaction.Known.Find(Tables.RequestTokens, account.Value, token);

    /// <summary>Adds rows, or changes tracked ones, of tables that are not among <see cref="Tables"/>, when the deciding function has come to its end.</summary>
    public void Stage(Action<GuildhallDb> write) => _staged.Add(() => write(Db));

    /// <summary>Writes rows when the deciding function has come to its end.</summary>
    internal void Write(Action<RowQueue> write) => _staged.Add(() => write(_transaction.Rows));

    internal void Add<T>(T row)
        where T : class => Write(rows => rows.Insert(row));

    internal void Accept()
    {
        foreach (var write in _staged) write();
        foreach (var (tenant, state) in _next) _states[tenant] = state;
        foreach (var tenant in _held) _committed.Hold(tenant);
    }
}
