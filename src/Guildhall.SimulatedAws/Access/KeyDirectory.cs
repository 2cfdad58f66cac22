using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Signing;

namespace Guildhall.SimulatedAws.Access;

/// <summary>The world's keys as the verifier asks for them; those of a closed account count as switched off.</summary>
internal sealed class KeyDirectory(World world) : IKeyDirectory
{
    public SigningKey? Find(string accessKeyId) => world.Look(state =>
        state.Tables.Keys.Find(accessKeyId) is { } key ? LongTerm(state, key)
        : state.Tables.Sessions.Find(accessKeyId) is { } session ? Temporary(state, session)
        : null);

    private static SigningKey LongTerm(WorldState state, AccessKey key)
    {
        Signer signer = key.UserName is { } user ? new Signer.User(key.AccountId, user) : new Signer.Root(key.AccountId);
        return new SigningKey(key.Id, key.Secret, key.Active && IsOpen(state, key.AccountId), null, null, signer);
    }

    private SigningKey Temporary(WorldState state, RoleSession session)
    {
        // The verifier goes by the given clock, sessions by the world's.
        var expires = session.ExpiresAt - world.ClockAdvance;
        return new SigningKey(
            session.Id, session.Secret, IsOpen(state, session.AccountId), session.Token, expires, new Signer.Session(session.AccountId, session.Id));
    }

    private static bool IsOpen(WorldState state, string accountId) => state.Tables.Accounts.Get(accountId).ClosedAt is null;
}
