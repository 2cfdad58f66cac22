using Guildhall.App.Store;
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

    /// <summary>A database that is busy or away can be tried again (security.md F-20, F-21, F-24).</summary>
    public static OperationHandler Guarded(OperationHandler handler) => async (call, cancellation) =>
    {
        try
        {
            return await handler(call, cancellation);
        }
        catch (Exception exception) when (StoreUnavailableException.Of(exception) is { } unavailable)
        {
            return AwsErrors.Of(unavailable);
        }
    };
}
