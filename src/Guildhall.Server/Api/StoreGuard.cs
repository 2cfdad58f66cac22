using Guildhall.App.Store;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api;

/// <summary>A database that is busy or away is an error the caller can act on, not a fault of ours (security.md F-20, F-21, F-24).</summary>
internal static class StoreGuard
{
    public static Operation Guarded(this Operation operation) => operation with
    {
        Handler = async (call, cancellation) =>
        {
            try
            {
                return await operation.Handler(call, cancellation);
            }
            catch (Exception exception) when (StoreUnavailableException.Of(exception) is { } unavailable)
            {
                return AwsErrors.Of(unavailable);
            }
        },
    };
}
