using System.Net.Http.Headers;
using System.Text;
using Guildhall.App.Cloud.Outbound;
using Guildhall.App.Secrets;

namespace Guildhall.App.Webhooks;

/// <summary>What came of sending an event.</summary>
/// <param name="Answer">The HTTP status; null without an answer.</param>
/// <param name="Problem">Why it does not count as delivered, as one sentence; null when it does.</param>
/// <param name="Asked">How long the receiver asked to be left alone.</param>
internal sealed record SentEvent(int? Answer, string? Problem, TimeSpan? Asked = null);

/// <summary>Sends one event to one receiver, once. Any answer from 200 to 299 counts as taken; redirects are never followed (S-50).</summary>
internal sealed class WebhookSender(OutboundClient client, TimeSpan answer, TimeProvider clock) : IDisposable
{
    private readonly OutboundLimits _limits = new(answer, 1024 * 1024);

    /// <param name="url">The receiver.</param>
    /// <param name="delivery">The delivery's id: the same with each try.</param>
    /// <param name="eventId">The event's id, by which the receiver drops doubles.</param>
    /// <param name="body">The event.</param>
    /// <param name="secrets">Those in force.</param>
    public async Task<SentEvent> SendAsync(string url, string delivery, string eventId, string body, IEnumerable<Secret> secrets, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, new UTF8Encoding(false), "application/json") };
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Of(secrets, clock.GetUtcNow(), body));
        request.Headers.Add("Guildhall-Event", eventId);
        request.Headers.Add("Guildhall-Delivery", delivery);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Guildhall", "1"));
        // A connection for each: what a receiver says besides its answer must not be taken for the answer to the next event.
        request.Headers.ConnectionClose = true;
        return await client.SendAsync(request, _limits, cancellation) switch
        {
            OutboundAnswer.Answered { Status: >= 200 and <= 299 } taken => new SentEvent(taken.Status, null),
            OutboundAnswer.Answered { Status: >= 300 and <= 399 } away => new SentEvent(away.Status, $"The receiver answered {away.Status}, which sends elsewhere; events are not sent after."),
            OutboundAnswer.Answered other => new SentEvent(other.Status, $"The receiver answered {other.Status}.", Asked(other.Headers)),
            OutboundAnswer.Failed failed => new SentEvent(null, failed.Reason),
            var never => throw new InvalidOperationException($"{never.GetType().Name} is no answer."),
        };
    }

    public void Dispose() => client.Dispose();

    private TimeSpan? Asked(HttpResponseHeaders headers) =>
        headers.RetryAfter is not { } retry ? null : retry.Delta ?? (retry.Date is { } date && date > clock.GetUtcNow() ? date - clock.GetUtcNow() : null);
}
