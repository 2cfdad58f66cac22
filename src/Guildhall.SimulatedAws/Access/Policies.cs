using Guildhall.SimulatedAws.Iam;
using Guildhall.SimulatedAws.Records;
using Guildhall.Wire.Policies;

namespace Guildhall.SimulatedAws.Access;

/// <summary>The policy documents behind attached ARNs and inline texts.</summary>
internal static class Policies
{
    public static PolicySet Of(Permissions permissions) => PolicySet.OfIdentity(
    [
        // Service roles may carry policies whose text nobody needs here; those allow nothing.
        .. permissions.Attached.Select(ManagedPolicies.Find).OfType<NamedPolicy>(),
        .. permissions.Inline.Select(inline => new NamedPolicy(inline.Key, PolicyDocument.FromStored(inline.Value))),
    ]);
}
