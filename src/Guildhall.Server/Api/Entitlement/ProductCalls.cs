using Guildhall.Domain;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Entitlement;

/// <summary>What the calls of products' own software have in common. storefront-and-procurement.md C, G.3.</summary>
internal static class ProductCalls
{
    /// <summary>A refusal as an error of these two services: a code that is an exception's name is that exception.</summary>
    public static OperationResult Error(Problem problem) => new WireError(
        problem switch
        {
            { Kind: ProblemKind.Forbidden } => "AccessDeniedException",
            { Code: var code } when code.EndsWith("Exception", StringComparison.Ordinal) => code,
            _ => "InvalidParameterException",
        },
        problem.Message);
}
