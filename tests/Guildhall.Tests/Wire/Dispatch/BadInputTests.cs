using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Guildhall.Tests.Wire.Dispatch;

/// <summary>Issue 2, "Bad input", at the socket in each protocol: the documented error, and never a fault. security.md F-60 to F-62.</summary>
public sealed class BadInputTests(ToyServer server)
{
    public static TheoryData<string, byte[]> Json => new()
    {
        { "100,000 deep", [.. "{\"x\":"u8, .. Encoding.ASCII.GetBytes(new string('[', 100_000)), .. Encoding.ASCII.GetBytes(new string(']', 100_000)), (byte)'}'] },
        { "invalid UTF-8", [.. "{\"x\":\""u8, 0xC3, 0x28, .. "\"}"u8] },
        { "a lone surrogate", "{\"x\":\"\\ud800\"}"u8.ToArray() },
        { "a name twice", "{\"x\":1,\"x\":1}"u8.ToArray() },
        { "two documents", "{}{}"u8.ToArray() },
    };

    [Theory, MemberData(nameof(Json))]
    public async Task F61_F62_A_body_that_is_not_one_clean_JSON_object_is_refused_in_both_protocols_of_JSON(string what, byte[] body)
    {
        var (rest, restStatus) = await SendAsync("/ListThings", body, "application/json");
        var (json, jsonStatus) = await SendAsync("/", body, "application/x-amz-json-1.1", "Toy_v1.ListThings");

        Assert.True((restStatus, jsonStatus) == ((HttpStatusCode)422, HttpStatusCode.BadRequest), $"{what}: {restStatus} {rest}, {jsonStatus} {json}");
        Assert.Contains("ValidationException", rest, StringComparison.Ordinal);
        Assert.Contains("SerializationException", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("invalid UTF-8", "Action=GetCallerIdentity&Version=2011-06-15&x=%C3%28")]
    [InlineData("a surrogate", "Action=GetCallerIdentity&Version=2011-06-15&x=%ED%A0%80")]
    [InlineData("NUL", "Action=GetCallerIdentity&Version=2011-06-15&x=%00")]
    [InlineData("a name twice", "Action=GetCallerIdentity&Version=2011-06-15&x=1&x=1")]
    public async Task F62_A_form_with_two_readings_is_refused(string what, string form)
    {
        var (body, status) = await SendAsync("/", Encoding.ASCII.GetBytes(form), "application/x-www-form-urlencoded");

        Assert.True(status == HttpStatusCode.BadRequest, $"{what}: {status} {body}");
        Assert.Contains("<ErrorResponse", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ListThings", "application/json", null)]
    [InlineData("/", "application/x-amz-json-1.1", "Toy_v1.ListThings")]
    [InlineData("/", "application/x-www-form-urlencoded", null)]
    public async Task F60_A_mebibyte_and_one_byte_are_too_much_in_every_protocol(string path, string type, string? target)
    {
        var (body, status) = await SendAsync(path, new byte[1_048_577], type, target);

        Assert.True(status == HttpStatusCode.RequestEntityTooLarge, $"{status} {body}");
        Assert.Contains("ValidationException", body, StringComparison.Ordinal);
    }

    private async Task<(string Body, HttpStatusCode Status)> SendAsync(string path, byte[] body, string type, string? target = null)
    {
        using var client = server.Client(type.EndsWith("urlencoded", StringComparison.Ordinal) ? "sts" : target is null ? "aws-marketplace" : "organizations");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        if (target is not null) request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.StatusCode);
    }
}
