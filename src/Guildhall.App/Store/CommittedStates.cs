using Guildhall.App.Governance;
using Guildhall.Domain;

namespace Guildhall.App.Store;

/// <summary>
/// The committed state of each tenant as one transaction first read it. The follower may publish a newer one at any moment; a write decided on the
/// older one must then fail at the version, not overwrite it.
/// </summary>
internal sealed class CommittedStates(Marketplaces marketplaces)
{
    private readonly Dictionary<TenantId, TenantState?> _read = [];
    private readonly HashSet<TenantId> _held = [];

    /// <summary>Those whose state must still be the one read when the transaction commits.</summary>
    public IEnumerable<TenantId> Held => _held;

    /// <summary>Null when no such tenant is linked.</summary>
    public TenantState? Of(TenantId tenant)
    {
        if (!_read.TryGetValue(tenant, out var state)) _read.Add(tenant, state = marketplaces.Find(tenant)?.State);
        return state;
    }

    public void Hold(TenantId tenant) => _held.Add(tenant);
}
