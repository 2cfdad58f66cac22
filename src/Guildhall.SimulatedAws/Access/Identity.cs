using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Policies;

namespace Guildhall.SimulatedAws.Access;

/// <summary>The caller as IAM knows it.</summary>
/// <param name="AccountId">The account that the caller belongs to.</param>
/// <param name="Arn">As GetCallerIdentity tells it.</param>
/// <param name="UserId">AIDA… for a user, AROA…:session for a role, the account id for the root user.</param>
/// <param name="Policies">What the caller may do; none for the root user, who may do everything.</param>
internal sealed record Identity(string AccountId, string Arn, string UserId, PolicySet? Policies)
{
    /// <summary>The user's name; none for the root user and for roles.</summary>
    public string? UserName { get; init; }

    public bool IsRole { get; init; }

    /// <summary>The caller behind a key, or null when the user or role has gone.</summary>
    public static Identity? Find(WorldState state, Signer signer) => signer switch
    {
        Signer.Root root => new Identity(root.AccountId, $"arn:aws:iam::{root.AccountId}:root", root.AccountId, state.Bound(root.AccountId, null)),
        Signer.User user => state.Tables.Users.Find(Names.Of(user.AccountId, user.Name)) is { } found ? Of(state, found) : null,
        Signer.Session session => state.Tables.Sessions.Find(session.KeyId) is { } found ? Of(state, found) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(signer)),
    };

    private static Identity Of(WorldState state, User user) =>
        new(user.AccountId, user.Arn, user.UniqueId, state.Bound(user.AccountId, Access.Policies.Of(state, user.Permissions))) { UserName = user.Name };

    private static Identity? Of(WorldState state, RoleSession session) =>
        state.Tables.Roles.Find(Names.Of(session.AccountId, session.RoleName)) is { } role
            ? new Identity(
                role.AccountId,
                $"arn:aws:sts::{role.AccountId}:assumed-role/{role.Name}/{session.SessionName}",
                $"{role.UniqueId}:{session.SessionName}",
                state.Bound(role.AccountId, Narrowed(Access.Policies.Of(state, role.Permissions), session)))
            {
                IsRole = true,
            }
            : null;

    private static PolicySet Narrowed(PolicySet own, RoleSession session) =>
        session.Policy is { } policy ? own.WithSession(new NamedPolicy("session policy", PolicyDocument.FromStored(policy))) : own;
}
