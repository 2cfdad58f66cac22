using System.Globalization;
using System.Text;
using Guildhall.Wire.Signing;

namespace Guildhall.Benchmarks.Servers;

/// <summary>Requests as the bytes that go over the wire, written and signed beforehand so that the load costs little.</summary>
internal static class Requests
{
    public static byte[] Plain(string path) => Bytes("GET", path, "127.0.0.1", [], "");

    /// <summary>Signed for the Catalog API; good for five minutes.</summary>
    public static byte[] Signed(SigningCredentials credentials, string method, string target, string body = "") => Signed(credentials, method, target, body, "application/json", null);

    /// <summary>Signed for an operation of the Agreement API; good for five minutes.</summary>
    public static byte[] Agreement(SigningCredentials credentials, string operation, string body) =>
        Signed(credentials, "POST", "/", body, "application/x-amz-json-1.0", $"AWSMPCommerceService_v20200301.{operation}");

    private static byte[] Signed(SigningCredentials credentials, string method, string target, string body, string contentType, string? operation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var content = Encoding.UTF8.GetBytes(body);
        IHeaderDictionary headers = new HeaderDictionary
        {
            ["Host"] = "127.0.0.1",
            ["X-Amz-Date"] = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
        };
        if (content.Length > 0) headers.ContentType = contentType;
        if (operation is not null) headers["X-Amz-Target"] = operation;
        headers.Authorization = RequestSigner.Authorize(new SignableRequest(method, target, headers), content, credentials, "us-east-1", "aws-marketplace", now);
        return Bytes(method, target, "127.0.0.1", headers.Where(h => h.Key != "Host").Select(h => $"{h.Key}: {h.Value}"), body);
    }

    private static byte[] Bytes(string method, string target, string host, IEnumerable<string> headers, string body)
    {
        var length = Encoding.UTF8.GetByteCount(body);
        string[] lines = [$"{method} {target} HTTP/1.1", $"Host: {host}", .. headers, .. length > 0 ? [$"Content-Length: {length}"] : Array.Empty<string>()];
        return Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n" + body);
    }
}
