namespace Guildhall.Tests.App.Cloud;

/// <summary>Lets the clock stand while a call is on the wire, reads each answer whole, and tells a test of each call before it is sent.</summary>
internal sealed class WorkingHandler(SteppedClock clock, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Called with the operation and how many times it has been called, this time included.</summary>
    public Func<string, int, Task> BeforeCall { get; set; } = (_, _) => Task.CompletedTask;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        clock.Work(1);
        try
        {
            var operation = request.Headers.TryGetValues("X-Amz-Target", out var target) ? target.Single().Split('.')[1] : "Query";
            var count = _counts[operation] = _counts.GetValueOrDefault(operation) + 1;
            await BeforeCall(operation, count);
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            return response;
        }
        finally
        {
            clock.Work(-1);
        }
    }
}
