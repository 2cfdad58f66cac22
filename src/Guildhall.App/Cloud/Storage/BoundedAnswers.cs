using Guildhall.App.Cloud.Outbound;

namespace Guildhall.App.Cloud.Storage;

/// <summary>Gives the SDK answers that were read whole and within the limits: it knows none itself (S-50, S-53).</summary>
/// <param name="streams">Successes pass as they come; errors are still read whole.</param>
internal sealed class BoundedAnswers(HttpMessageHandler wayOut, bool streams) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _next = new(wayOut, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await _next.SendAsync(request, cancellationToken);
        if (streams && response.IsSuccessStatusCode) return response;
        var body = await BoundedBody.ReadAsync(response, OutboundLimits.Control.AnswerBytes, cancellationToken);
        if (body is null) throw new HttpRequestException($"The answer has more than {OutboundLimits.Control.AnswerBytes:N0} bytes.");
        var whole = new ByteArrayContent(body);
        foreach (var (name, values) in response.Content.Headers.NonValidated) whole.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values);
        response.Content = whole;
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _next.Dispose();
        base.Dispose(disposing);
    }
}
