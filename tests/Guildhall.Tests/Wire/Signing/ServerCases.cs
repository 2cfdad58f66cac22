using System.Text.Json;
using Guildhall.Tests.House;
using Guildhall.Wire.Signing;
using Microsoft.Extensions.Primitives;

namespace Guildhall.Tests.Wire.Signing;

/// <summary>The 101 whole requests of <c>server-cases.json</c>, with their key table.</summary>
internal static class ServerCases
{
    public static IReadOnlyList<ServerCase> All { get; } = [.. Read("cases").Select(ServerCase.From)];

    public static KeyTable Keys { get; } = new(Read("keys").Select(key => new SigningKey(
        key.GetProperty("id").GetString()!,
        key.GetProperty("secret").GetString()!,
        key.GetProperty("status").GetString() == "active",
        key.TryGetProperty("sessionToken", out var token) ? token.GetString() : null,
        key.TryGetProperty("expires", out var expires) ? expires.GetDateTimeOffset() : null,
        "tester")));

    public static TheoryData<string> Ids => new(All.Select(one => one.Id));

    public static ServerCase Get(string id) => All.Single(one => one.Id == id);

    private static JsonElement.ArrayEnumerator Read(string member) =>
        JsonElement.Parse(File.ReadAllBytes(Checkout.At("tests/Guildhall.Tests/Wire/Signing/server-cases.json"))).GetProperty(member).EnumerateArray();
}

/// <summary>One request, the server's clock and what must come of it.</summary>
internal sealed record ServerCase(
    string Id, DateTimeOffset Now, string Service, string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body, string Expected)
{
    public SignableRequest Request
    {
        get
        {
            var headers = new HeaderDictionary();
            foreach (var (name, value) in Headers)
                headers[name] = StringValues.Concat(headers[name], value);
            return new(Method, Target, headers);
        }
    }

    public static ServerCase From(JsonElement one)
    {
        var request = one.GetProperty("request");
        return new(
            one.GetProperty("id").GetString()!,
            one.GetProperty("now").GetDateTimeOffset(),
            one.GetProperty("endpoint").GetProperty("service").GetString()!,
            request.GetProperty("method").GetString()!,
            request.GetProperty("target").GetString()!,
            [.. request.GetProperty("headers").EnumerateArray().Select(header => (header[0].GetString()!, header[1].GetString()!))],
            request.GetProperty("body_b64").GetBytesFromBase64(),
            one.GetProperty("expect").GetString()!);
    }
}
