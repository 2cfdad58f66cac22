using Guildhall.SimulatedAws.Reports.Delivery;
using Guildhall.SimulatedAws.Storage;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>Lets everything happen whose time has come, in the order of its time.</summary>
internal static class Settling
{
    public static void Settle(WorldState state)
    {
        while (state.Indexes.Due.First(state.Now) is { } due) Happen(state, due);
    }

    private static void Happen(WorldState state, Due due)
    {
        var tables = state.Tables;
        if (due.Kind == tables.Creations.Kind) state.Decide(tables.Creations.Get(due.Id));
        else if (due.Kind == tables.Accounts.Kind) state.GoOn(tables.Accounts.Get(due.Id));
        else if (due.Kind == tables.Handshakes.Kind) state.GoOn(tables.Handshakes.Get(due.Id));
        else if (due.Kind == tables.RoleDeletions.Kind) state.Decide(tables.RoleDeletions.Get(due.Id));
        else if (due.Kind == tables.Reports.Kind) state.DeliverNext(tables.Reports.Get(due.Id));
        else tables.Sessions.Remove(due.Id);
    }
}
