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

    private const int MostForUnknown = 2;

    /// <summary>AWS itself, or a configured endpoint.</summary>
    public AwsTarget Target => access.Target;

    /// <summary>The region of the regional services.</summary>
    public string Region => access.Region;

    /// <summary>As <see cref="CallPacing.Until"/>.</summary>
    internal TimeSpan Until(string operation, int calls) => pacing.Until(operation, calls);

    /// <summary>Calls until there is a value, a problem that does not pass by itself, or no try left.</summary>
    /// <param name="call">The request and how to read an error of its protocol.</param>
    /// <param name="read">Reads the body of a success; a problem when it cannot be understood.</param>
    internal async Task<CloudAnswer<T>> CallAsync<T>(AwsCall call, Func<ReadOnlyMemory<byte>, CloudAnswer<T>> read, CancellationToken cancellationToken)
        where T : class => await RepeatAsync(() => TryAsync(call, read, cancellationToken), cancellationToken);

    /// <summary>
    /// As the other for a client that is not ours (the SDK's): in its turn, by the same rule of repetition. <paramref name="attempt"/> is called once for
    /// each try and gives every failure as a problem.
    /// </summary>
    internal Task<CloudAnswer<T>> CallAsync<T>(string operation, Func<AwsDoor, Task<CloudAnswer<T>>> attempt, CancellationToken cancellationToken)
        where T : class => RepeatAsync(() => InTurnAsync(operation, credentials => attempt(new AwsDoor(access.Target, credentials, wayOut)), cancellationToken), cancellationToken);

    private async Task<CloudAnswer<T>> RepeatAsync<T>(Func<Task<CloudAnswer<T>>> attempt, CancellationToken cancellationToken)
        where T : class
    {
        for (var retry = 0; ; retry++)
        {
            var answer = await attempt();
            if (answer.Gave(out _, out var problem) || !problem.PassesByItself || retry >= RetriesOf(problem)) return answer;
            await Task.Delay(access.Retry.Pause(retry, randomness), time, cancellationToken);
        }
    }

    /// <summary>An endpoint of one's own that answers so has no such operation, most likely: it is not waited for as for AWS.</summary>
    private int RetriesOf(CloudProblem problem) =>
        !access.Target.IsAws && problem.IsUnknownOperation ? Math.Min(access.Retry.Retries, MostForUnknown)
        : problem.Kind == CloudTrouble.Garbled ? Math.Min(access.Retry.Retries, access.Retry.Unreadable)
        : access.Retry.Retries;

    /// <summary>Calls once, whatever comes of it: for what must not be done twice. A problem tells by itself whether something may have happened.</summary>
    internal Task<CloudAnswer<T>> CallOnceAsync<T>(AwsCall call, Func<ReadOnlyMemory<byte>, CloudAnswer<T>> read, CancellationToken cancellationToken)
        where T : class => TryAsync(call, read, cancellationToken);

    private Task<CloudAnswer<T>> TryAsync<T>(AwsCall call, Func<ReadOnlyMemory<byte>, CloudAnswer<T>> read, CancellationToken cancellationToken)
        where T : class => InTurnAsync(call.Operation, credentials => SendAsync(call, credentials, read, cancellationToken), cancellationToken);

    /// <summary>One try; a second one at once when AWS takes a session no more that can be taken on anew: it has done nothing then.</summary>
    private async Task<CloudAnswer<T>> InTurnAsync<T>(string operation, Func<SigningCredentials, Task<CloudAnswer<T>>> attempt, CancellationToken cancellationToken)
        where T : class
    {
        using var turn = await pacing.EnterAsync(operation, cancellationToken);
        var (used, answer) = await AttemptAsync(attempt, cancellationToken);
        if (used is null || access.Renew is not { } renew || answer.Problem is not { Kind: CloudTrouble.Credentials }) return answer;
        renew(used);
        return (await AttemptAsync(attempt, cancellationToken)).Answer;
    }

    /// <summary>With the credentials that AWS was called with; null when it was not called.</summary>
    private async Task<(SigningCredentials? Used, CloudAnswer<T> Answer)> AttemptAsync<T>(Func<SigningCredentials, Task<CloudAnswer<T>>> attempt, CancellationToken cancellationToken)
        where T : class
    {
        var identity = await access.Credentials(cancellationToken);
        if (!identity.Gave(out var credentials, out var problem)) return (null, problem);
        return access.Target.Refuses(credentials) is { } refusal ? (null, refusal) : (credentials, await attempt(credentials));
    }

    private async Task<CloudAnswer<T>> SendAsync<T>(AwsCall call, SigningCredentials credentials, Func<ReadOnlyMemory<byte>, CloudAnswer<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        var endpoint = access.Target.AddressOf(call.Service, access.Region);
        using var request = call.Request(endpoint);
        using var client = Client(call.Service, credentials);
        var answer = await client.SendAsync(request, call.Limits, cancellationToken);
        return answer switch
        {
            OutboundAnswer.Answered { Status: 200 } success => read(success.Body),
            OutboundAnswer.Answered refused => Refusal(call, refused),
            OutboundAnswer.Failed failed => CloudProblems.Of(failed, endpoint),
            _ => throw new InvalidOperationException("An answer is either there or not."),
        };
    }

    private OutboundClient Client(AwsService service, SigningCredentials credentials) => new(
        new SigningHandler(_ => ValueTask.FromResult(credentials), service.Regional ? access.Region : AwsRegions.Home, service.SigningName, time) { InnerHandler = wayOut },
        time);

    private CloudProblem Refusal(AwsCall call, OutboundAnswer.Answered answer)
    {
        TimeSpan? skew = answer.Headers.Date is { } theirs ? (theirs - time.GetUtcNow()).Duration() : null;
        var problem = CloudProblems.Of(call.Error(answer), skew > LargestSkew);
        return problem.Kind == CloudTrouble.Clock ? problem with { Skew = skew } : problem;
    }
}

/// <summary>What a client that is not ours needs to call: where, as whom, and the one way out.</summary>
internal sealed record AwsDoor(AwsTarget Target, SigningCredentials Credentials, HttpMessageHandler WayOut);
