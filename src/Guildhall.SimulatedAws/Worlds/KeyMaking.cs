using Guildhall.SimulatedAws.Records;

namespace Guildhall.SimulatedAws.Worlds;

/// <summary>New access keys.</summary>
internal static class KeyMaking
{
    /// <summary>A new active key of a user, in the spelling of its record, or of the root user when none is named.</summary>
    public static AccessKey NewKey(this WorldState state, string accountId, string? userName)
    {
        var id = WorldState.Fresh(state.Secrets.LongTermKeyId, state.Tables.Keys.Contains);
        var key = new AccessKey(id, state.Secrets.Secret(), accountId, userName, true, state.Now);
        state.Tables.Keys.Put(key);
        return key;
    }
}
