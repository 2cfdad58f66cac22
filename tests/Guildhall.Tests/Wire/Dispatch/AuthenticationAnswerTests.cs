using System.Net.Http.Headers;
using System.Text;
using Guildhall.Tests.Wire.Signing;

namespace Guildhall.Tests.Wire.Dispatch;

/// <summary>The table of security.md 3.5: each failure in each protocol.</summary>
public sealed class AuthenticationAnswerTests(ToyServer server)
{
    [Theory]
    [InlineData("missing", "rest", 403, "MissingAuthenticationTokenException")]
    [InlineData("missing", "json", 400, "MissingAuthenticationTokenException")]
    [InlineData("missing", "query", 403, "MissingAuthenticationToken")]
    [InlineData("incomplete", "rest", 403, "IncompleteSignatureException")]
    [InlineData("incomplete", "json", 400, "IncompleteSignatureException")]
    [InlineData("incomplete", "query", 400, "IncompleteSignature")]
    [InlineData("wrong secret", "rest", 403, "InvalidSignatureException")]
    [InlineData("wrong secret", "json", 400, "InvalidSignatureException")]
    [InlineData("wrong secret", "query", 403, "SignatureDoesNotMatch")]
    [InlineData("clock", "rest", 403, "InvalidSignatureException")]
    [InlineData("other service", "json", 400, "InvalidSignatureException")]
    [InlineData("unknown key", "rest", 403, "UnrecognizedClientException")]
    [InlineData("unknown key", "json", 400, "UnrecognizedClientException")]
    [InlineData("unknown key", "query", 403, "InvalidClientTokenId")]
    [InlineData("expired", "rest", 403, "ExpiredTokenException")]
    [InlineData("expired", "json", 400, "ExpiredTokenException")]
    [InlineData("expired", "query", 403, "ExpiredToken")]
    public async Task S07_A_failure_has_the_code_and_status_of_its_protocol(string fault, string protocol, int status, string code)
    {
        using var client = Client(fault, Service(protocol));

        using var answer = await client.SendAsync(Request(protocol, fault == "incomplete"), TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        if (protocol == "query")
            Assert.Contains("<Code>" + code + "</Code>", body, StringComparison.Ordinal);
        else
        {
            Assert.Equal(code, answer.Headers.GetValues("x-amzn-ErrorType").Single());
            Assert.StartsWith("{\"__type\":\"" + code + "\",\"message\":", body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task S63_A_failure_is_told_with_key_id_and_address_and_without_secrets()
    {
        using var client = server.Client(keyId: "AKIDTOLDABOUT", secret: "no-such-secret");
        using var answer = await client.SendAsync(Request("rest", false), TestContext.Current.CancellationToken);

        var told = server.Failures.Single(failure => failure.AccessKeyId == "AKIDTOLDABOUT");

        Assert.Equal("ListThings", told.Operation);
        Assert.Equal("127.0.0.1", told.RemoteAddress!.ToString());
        Assert.Equal(answer.Headers.GetValues("x-amzn-RequestId").Single(), told.RequestId);
    }

    [Fact]
    public async Task S04_Neither_log_nor_answer_holds_a_signature_or_a_token()
    {
        const string token = "FwoGZXIvYXdzMARKERTOKEN==";
        using var client = server.Client(token: token);
        var request = Request("rest", false);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        var sent = request.Headers.GetValues("Authorization").Single();
        var signature = sent[(sent.IndexOf("Signature=", StringComparison.Ordinal) + 10)..];
        var heard = answer + await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
            + string.Join('\n', server.Log.Events.Select(one => one.Text));
        Assert.DoesNotContain(signature, heard, StringComparison.Ordinal);
        Assert.DoesNotContain("MARKERTOKEN", heard, StringComparison.Ordinal);
        Assert.DoesNotContain(ToyServer.Secret, heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S04_The_log_holds_no_signature_of_a_presigned_call()
    {
        var target = server.Presign("GET", "/DescribeThing?id=1", ToyOperations.Marketplace);
        using var answer = await server.Unsigned().GetAsync(target, TestContext.Current.CancellationToken);

        Assert.True(answer.IsSuccessStatusCode);
        Assert.DoesNotContain(server.Log.Events, one => one.Text.Contains(target[^64..], StringComparison.Ordinal));
    }

    [Fact]
    public async Task S06_A_presigned_call_of_a_changing_operation_is_refused()
    {
        using var answer = await server.Unsigned().GetAsync(
            server.Presign("GET", "/StopThing", ToyOperations.Marketplace), TestContext.Current.CancellationToken);

        Assert.Equal(403, (int)answer.StatusCode);
        Assert.Equal("AccessDeniedException", answer.Headers.GetValues("x-amzn-ErrorType").Single());
    }

    [Fact]
    public async Task The_server_verifies_its_own_API_with_the_same_keys()
    {
        using var client = server.Client();
        using var answer = await client.PostAsync("/api/v1/decisions", new StringContent("{}"), TestContext.Current.CancellationToken);
        using var refused = await server.Unsigned().PostAsync("/api/v1/decisions", null, TestContext.Current.CancellationToken);
        using var tooLong = await client.PostAsync("/api/v1/decisions", new ByteArrayContent(new byte[1_048_577]), TestContext.Current.CancellationToken);

        Assert.Equal("api tester 2", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("403 MissingAuthenticationToken", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("413 ", await tooLong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static string Service(string protocol) =>
        protocol switch { "rest" => ToyOperations.Marketplace, "json" => "organizations", _ => "sts" };

    private HttpClient Client(string fault, string service) => fault switch
    {
        "missing" or "incomplete" => server.Unsigned(),
        "wrong secret" => server.Client(service, secret: "wrong"),
        "clock" => server.Client(service, clock: new FixedClock(TimeProvider.System.GetUtcNow().AddMinutes(-6))),
        "other service" => server.Client("s3"),
        "unknown key" => server.Client(service, keyId: "AKIDNOSUCHKEY"),
        _ => server.ExpiredSession(service),
    };

    private static HttpRequestMessage Request(string protocol, bool incomplete)
    {
        var (path, body, type) = protocol switch
        {
            "rest" => ("/ListThings", "{}", "application/json"),
            "json" => ("/", "{}", "application/x-amz-json-1.1"),
            _ => ("/", "Action=GetCallerIdentity&Version=2011-06-15", "application/x-www-form-urlencoded"),
        };
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (protocol == "json")
            request.Headers.Add("X-Amz-Target", "Toy_v1.ListThings");
        if (incomplete)
            request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE");
        return request;
    }
}
