using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Changes;

/// <summary>Frees what a set held, in the store and in memory.</summary>
internal static class ChangeSetLocks
{
    public static void Release(GuildhallDb db, ChangeSetRow set) =>
        db.EntityLocks.Where(l => l.ChangeSetId == set.Id && l.TenantId == set.TenantId).ExecuteDelete();

    public static TenantState Released(TenantState state, ChangeSetId set) => state with
    {
        Open = state.Open.Remove(set),
        Locks = state.Locks.RemoveRange(state.Locks.Where(l => l.Value == set).Select(l => l.Key)),
    };
}
