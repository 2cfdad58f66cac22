using System.Collections.Concurrent;
using Guildhall.App.Access;
using Guildhall.App.Cloud;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api.Throttling;

/// <summary>
/// Refuses calls of an account that come faster than AWS takes them, as AWS does: a bucket of a second's turns for each account and operation, on each server by itself.
/// Calls whose signature is wrong take no turn. storefront-and-procurement.md A.2, B.2, G.3.
/// </summary>
internal sealed class Throttles(TimeProvider time)
{
    private static readonly WireError Refusal = new("ThrottlingException", "Rate exceeded");

    /// <summary>The operation, which refuses what comes too fast; the same where AWS names no rate for it.</summary>
    public Operation Over(Operation operation)
    {
        if (AwsRates.Of(operation) is not { } perSecond) return operation;
        var rate = new CallRate(perSecond, perSecond);
        var buckets = new ConcurrentDictionary<AccountId, TokenBucket>();
        return operation with { Handler = (call, cancellation) => BucketOf(call).TryTake() ? operation.Handler(call, cancellation) : ValueTask.FromResult<OperationResult>(Refusal) };

        TokenBucket BucketOf(OperationCall call) => buckets.GetOrAdd(((Caller)call.Principal).Account, _ => new TokenBucket(rate, time));
    }
}
