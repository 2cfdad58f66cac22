using System.Collections.Concurrent;
using Guildhall.App.Cloud.Outbound;
using Guildhall.Domain;
using Guildhall.Wire.Signing;

namespace Guildhall.App.Cloud;

/// <summary>
/// One account's way to AWS: signs, keeps to the pace, tries again what passes by itself, and gives every failure as a <see cref="CloudProblem"/>.
/// <paramref name="wayOut"/> is the guarded handler of S-50, or in tests one that leads to a server of the same process.
/// </summary>
public sealed class AwsConnection(AwsAccess access, CallPacing pacing, HttpMessageHandler wayOut, TimeProvider time, IdSource randomness)
{
    private static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<AwsService, OutboundClient> _clients = new();

    /// <summary>Calls until there is a value, a problem that does not pass by itself, or no try left.</summary>
    /// <param name="call">The request and how to read an error of its protocol.</param>
    /// <param name="read">Reads the body of a success; a problem when it cannot be understood.</param>
    internal async Task<CloudAnswer<T>> CallAsync<T>(AwsCall call, Func<ReadOnlyMemory<byte>, CloudAnswer<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        for (var retry = 0; ; retry++)
        {
            var answer = await TryAsync(call, read, cancellationToken);
            if (answer.Gave(out _, out var problem) || !problem.PassesByItself || retry >= access.Retry.Retries) return answer;
            await Task.Delay(access.Retry.Pause(retry, randomness), time, cancellationToken);
        }
    }

    /// <summary>Calls once, whatever comes of it: for what must not be done twice. A problem tells by itself whether something may have happened.</summary>
    internal Task<CloudAnswer<T>> CallOnceAsync<T>(AwsCall call, Func<ReadOnlyMemory<byte>, CloudAnswer<T>> read, CancellationToken cancellationToken)
        where T : class => TryAsync(call, read, cancellationToken);

    private async Task<CloudAnswer<T>> TryAsync<T>(AwsCall call, Func<ReadOnlyMemory<byte>, CloudAnswer<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        using var turn = await pacing.EnterAsync(call.Operation, cancellationToken);
        if (access.Target.Refuses(await access.Credentials(cancellationToken)) is { } refusal) return refusal;
        var endpoint = access.Target.AddressOf(call.Service, access.Region);
        using var request = call.Request(endpoint);
        var answer = await _clients.GetOrAdd(call.Service, Client).SendAsync(request, OutboundLimits.Control, cancellationToken);
        return answer switch
        {
            OutboundAnswer.Answered { Status: 200 } success => read(success.Body),
            OutboundAnswer.Answered refused => CloudProblems.Of(call.Error(refused), ClockDiffers(refused)),
            OutboundAnswer.Failed failed => CloudProblems.Of(failed, endpoint),
            _ => throw new InvalidOperationException("An answer is either there or not."),
        };
    }

    private OutboundClient Client(AwsService service) => new(
        new SigningHandler(access.Credentials, service.Regional ? access.Region : AwsRegions.Home, service.SigningName, time) { InnerHandler = wayOut },
        time);

    private bool ClockDiffers(OutboundAnswer.Answered answer) =>
        answer.Headers.Date is { } theirs && (theirs - time.GetUtcNow()).Duration() > LargestSkew;
}
