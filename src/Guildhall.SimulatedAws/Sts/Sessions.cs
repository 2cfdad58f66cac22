using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.SimulatedAws.Sts;

/// <summary>New sessions of roles.</summary>
internal static class Sessions
{
    public static RoleSession Begin(WorldState state, Role role, string name, TimeSpan duration, string? policy)
    {
        var session = new RoleSession
        {
            Id = WorldState.Fresh(state.Secrets.TemporaryKeyId, state.Tables.Sessions.Contains),
            Secret = state.Secrets.Secret(),
            Token = state.Secrets.SessionToken(),
            AccountId = role.AccountId,
            RoleName = role.Name,
            SessionName = name,
            ExpiresAt = state.Now + duration,
            Policy = policy,
        };
        state.Tables.Sessions.Put(session);
        return session;
    }
}
