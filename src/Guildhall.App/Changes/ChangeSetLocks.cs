using System.Data;
using Guildhall.App.Governance;
using Guildhall.App.Store.Plain;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Changes;

/// <summary>Frees what a set held, in the store and in memory.</summary>
internal static class ChangeSetLocks
{
    private static readonly Statement OfSet = new("""DELETE FROM "EntityLocks" WHERE "ChangeSetId" = $1 AND "TenantId" = $2""", [DbType.String, DbType.String]);

    public static void Release(RowQueue rows, ChangeSetRow set) => rows.Run(OfSet, set.Id, set.TenantId);

    public static TenantState Released(TenantState state, ChangeSetId set) => state with
    {
        Open = state.Open.Remove(set),
        Locks = state.Locks.RemoveRange(state.Locks.Where(l => l.Value == set).Select(l => l.Key)),
    };
}
