namespace Guildhall.Wire.Policies;

/// <summary>The policy of a resource or of a role.</summary>
/// <param name="OwnerAccount">The account that the resource belongs to, 12 digits.</param>
/// <param name="Policy">The policy; its document is of kind <see cref="PolicyKind.Resource"/> or <see cref="PolicyKind.Trust"/>.</param>
public sealed record ResourcePolicy(string OwnerAccount, NamedPolicy Policy)
{
    internal bool IsTrust => Policy.Document.Kind == PolicyKind.Trust;

    internal PolicyLayer Layer => IsTrust ? PolicyLayer.Trust : PolicyLayer.Resource;
}
