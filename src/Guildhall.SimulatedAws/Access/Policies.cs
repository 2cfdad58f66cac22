using Guildhall.SimulatedAws.Iam;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Policies;

namespace Guildhall.SimulatedAws.Access;

/// <summary>The policy documents behind attached ARNs and inline texts.</summary>
internal static class Policies
{
    /// <summary>What the root user may do where a resource's policy has a word too.</summary>
    public static readonly PolicySet Everything = PolicySet.OfIdentity([ManagedPolicies.Find(ManagedPolicies.AdministratorAccess)!]);

    public static PolicySet Of(WorldState state, Permissions permissions) => PolicySet.OfIdentity(
    [
        // Service roles may carry policies whose text nobody needs here; those allow nothing.
        .. permissions.Attached.Select(arn => Find(state, arn)).OfType<NamedPolicy>(),
        .. permissions.Inline.Select(inline => new NamedPolicy(inline.Key, PolicyDocument.FromStored(inline.Value))),
    ]);

    /// <summary>A managed policy of AWS's, or an account's own; null when there is none of this ARN.</summary>
    public static NamedPolicy? Find(WorldState state, string arn) =>
        ManagedPolicies.Find(arn) ?? (state.Tables.Policies.Find(arn) is { } own ? new NamedPolicy(own.Name, PolicyDocument.FromStored(own.Document)) : null);
}
