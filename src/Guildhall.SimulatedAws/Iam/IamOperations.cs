using Guildhall.SimulatedAws.Requests;

namespace Guildhall.SimulatedAws.Iam;

/// <summary>The operations of IAM that the simulation answers.</summary>
internal static class IamOperations
{
    public const string Service = "iam";
    public const string Version = "2010-05-08";

    public static IReadOnlyList<QueryOperation> All { get; } = [];
}
