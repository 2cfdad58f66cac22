using System.Net.Http.Headers;
using System.Xml.Linq;
using Guildhall.App.Cloud.Outbound;

namespace Guildhall.App.Cloud.Protocols;

/// <summary>AWS Query as its caller: a form with <c>Action</c> and <c>Version</c>, answered in XML. aws-operations.md A.1.</summary>
internal sealed class QueryApi(AwsConnection connection, AwsService service, string version)
{
    private static readonly MediaTypeHeaderValue ContentType = new("application/x-www-form-urlencoded") { CharSet = "utf-8" };

    /// <summary><paramref name="read"/> gets the element <c>{operation}Result</c>, without namespaces; null from it means that it lacks something.</summary>
    public Task<CloudAnswer<T>> CallAsync<T>(
        string operation,
        IEnumerable<(string Name, string Value)> parameters,
        Func<XElement, T?> read,
        CancellationToken cancellationToken)
        where T : class
    {
        (string Name, string Value)[] all = [("Action", operation), ("Version", version), .. parameters];
        var form = FormOf(all);
        return connection.CallAsync(new AwsCall(service, operation, Request, ErrorFrom), Read, cancellationToken);

        HttpRequestMessage Request(Uri endpoint) =>
            new(HttpMethod.Post, endpoint) { Content = new StringContent(form, ContentType) };

        CloudAnswer<T> Read(ReadOnlyMemory<byte> body) =>
            UntrustedXml.Parse(body)?.Element($"{operation}Result") is { } result && read(result) is { } value
                ? value
                : CloudProblem.Garbled($"The answer to {operation} is not the XML it should be.");
    }

    /// <summary>The same for an operation without output. Null when done.</summary>
    public async Task<CloudProblem?> DoAsync(string operation, IEnumerable<(string Name, string Value)> parameters, CancellationToken cancellationToken)
    {
        (string Name, string Value)[] all = [("Action", operation), ("Version", version), .. parameters];
        var answer = await connection.CallAsync(new AwsCall(service, operation, Request, ErrorFrom), Read, cancellationToken);
        return answer.Problem;

        HttpRequestMessage Request(Uri endpoint) => new(HttpMethod.Post, endpoint) { Content = new StringContent(FormOf(all), ContentType) };

        CloudAnswer<Nothing> Read(ReadOnlyMemory<byte> body) =>
            UntrustedXml.Parse(body)?.Name.LocalName == $"{operation}Response" ? new Nothing() : CloudProblem.Garbled($"The answer to {operation} is not the XML it should be.");
    }

    private static string FormOf((string Name, string Value)[] fields) => string.Join('&', fields.Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value)}"));

    private static AwsError ErrorFrom(OutboundAnswer.Answered answer)
    {
        var root = UntrustedXml.Parse(answer.Body);
        var error = root?.Element("Error") ?? root?.Element("Errors")?.Element("Error");
        return new AwsError(
            answer.Status,
            error?.Element("Code")?.Value.Trim() ?? "",
            error?.Element("Message")?.Value.Trim(),
            Reason: null,
            root?.Element("RequestId")?.Value.Trim() ?? ErrorReading.Header(answer, "x-amzn-RequestId"));
    }
}
