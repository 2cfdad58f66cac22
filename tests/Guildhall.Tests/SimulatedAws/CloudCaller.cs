using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Guildhall.SimulatedAws.Worlds;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.SimulatedAws;

/// <summary>Calls the simulated AWS as a client does, signed with our own signer.</summary>
internal sealed record CloudCaller(SimulatedCloud Cloud, string AccountId, KeyPair Key, string? SessionToken = null)
{
    /// <summary>A call of AWS Organizations.</summary>
    public Task<CloudReply> OrganizationsAsync(string operation, object? input = null) => SendAsync(
        "organizations",
        JsonSerializer.SerializeToUtf8Bytes(input ?? new object()),
        "application/x-amz-json-1.1",
        ("X-Amz-Target", "AWSOrganizationsV20161128." + operation));

    /// <summary>A call of a small JSON service.</summary>
    public Task<CloudReply> JsonAsync(string service, string target, string operation, object? input = null) =>
        SendAsync(service, JsonSerializer.SerializeToUtf8Bytes(input ?? new object()), "application/x-amz-json-1.1", ("X-Amz-Target", $"{target}.{operation}"));

    /// <summary>A call of a rest-json service.</summary>
    public Task<CloudReply> RestAsync(string service, string path, object input) =>
        SendAsync(HttpMethod.Post, path, service, JsonSerializer.SerializeToUtf8Bytes(input), "application/json");

    /// <summary>A call of S3.</summary>
    public Task<CloudReply> StorageAsync(string method, string path, string body = "", params (string Name, string Value)[] headers) =>
        SendAsync(new HttpMethod(method), path, "s3", Encoding.UTF8.GetBytes(body), "application/xml", [.. headers, ("X-Amz-Content-Sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body))))]);

    /// <summary>A call of IAM, with its fields.</summary>
    public Task<CloudReply> IamAsync(string action, params (string Name, string Value)[] fields) => FormAsync("iam", "2010-05-08", action, fields);

    /// <summary>A call of STS, with its fields.</summary>
    public Task<CloudReply> StsAsync(string action, params (string Name, string Value)[] fields) => FormAsync("sts", "2011-06-15", action, fields);

    public Task<CloudReply> SendAsync(string service, byte[] body, string type, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, "/", service, body, type, headers);

    private async Task<CloudReply> SendAsync(HttpMethod method, string path, string service, byte[] body, string type, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(Cloud.Url, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        var signed = new HeaderDictionary { ["Host"] = Cloud.Url.Authority, ["X-Amz-Date"] = AmzDate.Format(Cloud.Clock.GetUtcNow()) };
        foreach (var (name, value) in headers) signed[name] = value;
        if (SessionToken is not null) signed["X-Amz-Security-Token"] = SessionToken;
        foreach (var (name, value) in signed) if (name != "Host") request.Headers.TryAddWithoutValidation(name, value.ToString());
        request.Headers.TryAddWithoutValidation("Authorization", RequestSigner.Authorize(
            new(method.Method, path, signed), body, new SigningCredentials(Key.AccessKeyId, Key.SecretAccessKey, SessionToken), "us-east-1", service, Cloud.Clock.GetUtcNow(), normalizePath: service != "s3"));
        using var response = await Cloud.SendAsync(request);
        var reply = new CloudReply((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, Header(response), await response.Content.ReadAsStringAsync());
        return reply with { Bytes = await response.Content.ReadAsByteArrayAsync() };
    }

    private static string? Header(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-amzn-ErrorType", out var values) ? values.Single() : null;

    private Task<CloudReply> FormAsync(string service, string version, string action, (string Name, string Value)[] fields)
    {
        var all = fields.Prepend(("Version", version)).Prepend(("Action", action));
        var form = string.Join('&', all.Select(field => $"{field.Item1}={Uri.EscapeDataString(field.Item2)}"));
        return SendAsync(service, Encoding.UTF8.GetBytes(form), "application/x-www-form-urlencoded");
    }
}
