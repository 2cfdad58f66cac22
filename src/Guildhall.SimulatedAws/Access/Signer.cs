namespace Guildhall.SimulatedAws.Access;

/// <summary>Who a key belongs to.</summary>
internal abstract record Signer(string AccountId)
{
    public sealed record Root(string AccountId) : Signer(AccountId);

    public sealed record User(string AccountId, string Name) : Signer(AccountId);

    /// <summary>A role's session, by the access key id of its temporary credentials.</summary>
    public sealed record Session(string AccountId, string KeyId) : Signer(AccountId);
}
