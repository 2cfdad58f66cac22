using System.Net.Http.Headers;
using System.Text;

namespace Guildhall.Tests.Wire.Dispatch;

public sealed class InternalErrorTests(ToyServer server)
{
    [Theory]
    [InlineData("aws-marketplace", "/BreakThing", null, "application/json", "{}", "InternalServiceException")]
    [InlineData("organizations", "/", "Toy_v1.BreakThing", "application/x-amz-json-1.1", "{}", "ServiceException")]
    [InlineData("sts", "/", null, "application/x-www-form-urlencoded", "Action=BreakThing&Version=2011-06-15", "InternalFailure")]
    public async Task S65_A_bug_is_the_internal_error_of_its_protocol_and_one_logged_event(
        string service, string path, string? target, string type, string body, string code)
    {
        using var client = server.Client(service);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        if (target is not null)
            request.Headers.Add("X-Amz-Target", target);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(500, (int)answer.StatusCode);
        Assert.Contains(code, text, StringComparison.Ordinal);
        Assert.DoesNotContain("inner words", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", text, StringComparison.Ordinal);
        var id = answer.Headers.GetValues("x-amzn-RequestId").Single();
        Assert.Contains("inner words of a bug", Assert.Single(server.Log.Failures, one => one.Contains(id, StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
