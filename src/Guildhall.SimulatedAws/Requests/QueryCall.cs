using Guildhall.SimulatedAws.Access;
using Guildhall.SimulatedAws.Worlds;

namespace Guildhall.SimulatedAws.Requests;

/// <summary>One call of STS or IAM.</summary>
internal sealed class QueryCall(WorldState state, Identity caller, QueryInput input)
{
    public WorldState State => state;

    public Identity Caller => caller;

    /// <summary>The account that is worked on: the caller's.</summary>
    public string AccountId => caller.AccountId;

    public QueryInput Input => input;
}
