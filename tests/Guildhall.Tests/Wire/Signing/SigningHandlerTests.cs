using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Wire.Signing;

public sealed class SigningHandlerTests
{
    private static readonly DateTimeOffset _now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly SigningCredentials _credentials = new("ASIAEXAMPLE", "secret", "token==");

    [Theory]
    [InlineData("http://127.0.0.1:8081/aws?a=b&c=%2F", "127.0.0.1:8081")]
    [InlineData("https://organizations.us-east-1.amazonaws.com/", "organizations.us-east-1.amazonaws.com")]
    public async Task S02_A_client_signs_host_target_and_token_so_that_the_verifier_accepts(string address, string host)
    {
        var sent = await SendTwiceAsync(address);

        var headers = new HeaderDictionary { ["Host"] = host };
        foreach (var (name, values) in sent.Headers)
            headers[name] = values.ToArray();
        headers["Content-Type"] = sent.Content!.Headers.ContentType!.ToString();
        var verifier = new SignatureVerifier(
            new KeyTable([new("ASIAEXAMPLE", "secret", true, "token==", null, "tester")]), new FixedClock(_now), new());
        var request = new SignableRequest("POST", sent.RequestUri!.PathAndQuery, headers);

        Assert.IsType<Verification.Verified>(verifier.Verify(request, "{}"u8, "organizations"));
        Assert.Contains("x-amz-target", headers["Authorization"].ToString(), StringComparison.Ordinal);
        Assert.Contains("x-amz-security-token", headers["Authorization"].ToString(), StringComparison.Ordinal);
    }

    private static async Task<HttpRequestMessage> SendTwiceAsync(string address)
    {
        using var client = new HttpMessageInvoker(
            new SigningHandler(_ => new(_credentials), "us-east-1", "organizations", new FixedClock(_now)) { InnerHandler = new NoNetwork() });
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent("{}", null, "application/x-amz-json-1.1") };
        request.Headers.Add("X-Amz-Target", "AWSOrganizationsV20161128.ListRoots");
        // A retry signs the same message again.
        await client.SendAsync(request, TestContext.Current.CancellationToken);
        await client.SendAsync(request, TestContext.Current.CancellationToken);
        return request;
    }

    private sealed class NoNetwork : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage());
    }
}
