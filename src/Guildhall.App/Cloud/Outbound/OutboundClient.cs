using System.Security.Authentication;

namespace Guildhall.App.Cloud.Outbound;

/// <summary>How long a whole call may take and how many bytes its answer may have. security.md S-50.</summary>
public sealed record OutboundLimits(TimeSpan Total, int AnswerBytes)
{
    /// <summary>60 seconds, 32 MiB.</summary>
    public static OutboundLimits General { get; } = new(TimeSpan.FromSeconds(60), 32 * 1024 * 1024);

    /// <summary>For AWS's control APIs, whose pages have kilobytes: 60 seconds, 2 MiB.</summary>
    public static OutboundLimits Control { get; } = new(TimeSpan.FromSeconds(60), 2 * 1024 * 1024);
}

/// <summary>
/// The one way out (S-50). The handler is, or leads to, a <see cref="GuardedHandler"/>, and stays its owner's; tests give one that leads to a server in the
/// same process.
/// </summary>
public sealed class OutboundClient(HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(handler, disposeHandler: false);

    /// <summary>Sends one request and reads its answer to the end, within the limits. Tries once; redirects are answers.</summary>
    public async Task<OutboundAnswer> SendAsync(HttpRequestMessage request, OutboundLimits limits, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(limits.Total, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var response = await _invoker.SendAsync(request, either.Token);
            return await BoundedBody.ReadAsync(response, limits.AnswerBytes, either.Token) is { } body
                ? new OutboundAnswer.Answered((int)response.StatusCode, response.Headers, body)
                : Failed(OutboundFailure.TooLarge, $"The answer has more than {limits.AnswerBytes:N0} bytes.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(OutboundFailure.TimedOut, "There was no complete answer in time.");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return Classify(broken);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private static OutboundAnswer.Failed Failed(OutboundFailure failure, string reason) => new(failure, reason);

    /// <summary>The failure that an exception of the HTTP pipeline means, wherever it came up.</summary>
    internal static OutboundAnswer.Failed Failure(Exception broken) =>
        broken.GetBaseException() is OperationCanceledException or TimeoutException ? Failed(OutboundFailure.TimedOut, "There was no complete answer in time.") : Classify(broken);

    private static OutboundAnswer.Failed Classify(Exception broken)
    {
        for (var cause = broken; cause is not null; cause = cause.InnerException)
        {
            if (cause is OutboundRefusedException) return Failed(OutboundFailure.Refused, cause.Message);
            if (cause is AuthenticationException) return Failed(OutboundFailure.Untrusted, cause.Message);
        }

        return Failed(OutboundFailure.Unreachable, broken.GetBaseException().Message);
    }
}
