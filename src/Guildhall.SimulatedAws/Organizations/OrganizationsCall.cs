using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>One call of AWS Organizations, let through by the caller's policies and the caller's place in the organization.</summary>
internal sealed class OrganizationsCall(WorldState state, Identity caller, Account account, Organization? organization, JsonInput input)
{
    public WorldState State => state;

    public Identity Caller => caller;

    /// <summary>The account of the caller.</summary>
    public Account Account => account;

    /// <summary>The organization of the caller; an operation that is open to outsiders must not ask.</summary>
    public Organization Organization => organization ?? throw new InvalidOperationException("The caller is in no organization.");

    public JsonInput Input => input;

    /// <summary>The reason that the simulation was told to let a CreateAccount request fail for; none usually.</summary>
    public string? Outcome { get; init; }
}
