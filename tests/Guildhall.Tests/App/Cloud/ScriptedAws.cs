using System.Net;
using System.Text;

namespace Guildhall.Tests.App.Cloud;

/// <summary>An AWS that answers what a test wrote down: for each operation a list of answers, the last one for ever.</summary>
internal sealed class ScriptedAws : HttpMessageHandler
{
    private readonly Dictionary<string, Queue<Func<Call, HttpResponseMessage>>> _script = new(StringComparer.Ordinal);

    public List<Call> Calls { get; } = [];

    public int Count(string operation) => Calls.Count(c => c.Operation == operation);

    public ScriptedAws On(string operation, params Func<Call, HttpResponseMessage>[] answers)
    {
        _script[operation] = new Queue<Func<Call, HttpResponseMessage>>(answers);
        return this;
    }

    public static Func<Call, HttpResponseMessage> Json(string body, int status = 200) => _ => Answer(body, status, "application/x-amz-json-1.1");

    public static Func<Call, HttpResponseMessage> Error(string name, string? reason = null, int status = 400) =>
        Json($$"""{"__type":"{{name}}","Message":"AWS says so.","Reason":{{(reason is null ? "null" : $"\"{reason}\"")}}}""", status);

    public static Func<Call, HttpResponseMessage> Xml(string body, int status = 200) => _ => Answer(body, status, "text/xml");

    public static HttpResponseMessage Answer(string body, int status, string type) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, type) };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        var operation = request.Headers.TryGetValues("X-Amz-Target", out var target)
            ? target.First().Split('.')[1]
            : body.Split('&')[0]["Action=".Length..];
        var call = new Call(operation, body, request.RequestUri!, request.Headers.GetValues("Authorization").First());
        Calls.Add(call);
        var answers = _script[operation];
        return (answers.Count > 1 ? answers.Dequeue() : answers.Peek())(call);
    }

    internal sealed record Call(string Operation, string Body, Uri Address, string Authorization);
}
