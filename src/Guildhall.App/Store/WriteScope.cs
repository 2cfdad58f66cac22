using Guildhall.App.Governance;
using Guildhall.Domain;

namespace Guildhall.App.Store;

/// <summary>
/// What one write decides on and stages its rows in. It sees the writes before it in the same transaction. Nothing of it is kept when the deciding
/// function throws; everything is decided again when another process was faster.
/// </summary>
public sealed class WriteScope
{
    private readonly Dictionary<TenantId, TenantState> _states;
    private readonly List<Action<GuildhallDb>> _staged = [];
    private readonly Dictionary<TenantId, TenantState> _next = [];
    private readonly CommittedStates _committed;

    internal WriteScope(GuildhallDb db, CommittedStates committed, Dictionary<TenantId, TenantState> states, DateTimeOffset now) =>
        (Db, _committed, _states, Now) = (db, committed, states, now);

    /// <summary>For reading by key (<c>Find</c>, which sees staged rows of earlier writes too); rows are added through <see cref="Stage"/>.</summary>
    public GuildhallDb Db { get; }

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

    /// <summary>Adds rows, or changes tracked ones, when the deciding function has come to its end.</summary>
    public void Stage(Action<GuildhallDb> write) => _staged.Add(write);

    public void Add(object row) => Stage(db => db.Add(row));

    internal void Accept()
    {
        foreach (var write in _staged) write(Db);
        foreach (var (tenant, state) in _next) _states[tenant] = state;
    }
}
