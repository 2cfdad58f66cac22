using Guildhall.SimulatedAws.Requests;

namespace Guildhall.SimulatedAws.Sts;

/// <summary>The operations of STS that the simulation answers.</summary>
internal static class StsOperations
{
    public const string Service = "sts";
    public const string Version = "2011-06-15";

    public static IReadOnlyList<QueryOperation> All { get; } = [GetCallerIdentity.Operation, AssumeRole.Operation];
}
