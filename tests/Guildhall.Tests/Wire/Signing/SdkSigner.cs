using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;
using Amazon.SecurityToken;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Wire.Signing;

/// <summary>The signer of AWS's own SDK for .NET.</summary>
internal static class SdkSigner
{
    /// <summary>A request as the SDK sends it, with the Authorization value that the SDK gave it and the moment of that.</summary>
    public sealed record Signed(SignableRequest Request, string Authorization, DateTimeOffset Date);

    /// <param name="asked">What is to be signed.</param>
    /// <param name="credentials">Without a session token.</param>
    /// <param name="region">The region of the scope.</param>
    /// <param name="service">The signing name of the scope.</param>
    public static Signed Sign(Asked asked, SigningCredentials credentials, string region, string service)
    {
        var config = new AmazonSecurityTokenServiceConfig { ServiceURL = "https://example.com", AuthenticationRegion = region, AuthenticationServiceName = service };
        var request = new DefaultRequest(new AnyRequest(), service)
        {
            HttpMethod = asked.Method,
            ResourcePath = "/" + string.Join('/', asked.Path.Select((_, n) => $"{{segment{n}}}")),
            Endpoint = new Uri("https://example.com"),
            Content = asked.Body,
            UseQueryString = true,
        };
        foreach (var (n, segment) in asked.Path.Index()) request.AddPathResource($"{{segment{n}}}", segment);
        foreach (var (name, value) in asked.Query) request.ParameterCollection.Add(name, value);
        foreach (var (name, value) in asked.Headers) request.Headers[name] = value;
        var result = new AWS4Signer().SignRequest(request, config, new RequestMetrics(), credentials.AccessKeyId, credentials.SecretAccessKey);
        var headers = new HeaderDictionary();
        foreach (var (name, value) in request.Headers) headers[name] = value;
        var date = DateTimeOffset.ParseExact(result.ISO8601DateTime, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return new Signed(new SignableRequest(asked.Method, AmazonServiceClient.ComposeUrl(request).PathAndQuery, headers), result.ForAuthorizationHeader, date);
    }

    /// <summary>What is to be signed: segments of a path and parameters, neither escaped yet. The SDK escapes no name of a parameter.</summary>
    public sealed record Asked(string Method, IReadOnlyList<string> Path, IReadOnlyList<KeyValuePair<string, string>> Query, IReadOnlyDictionary<string, string> Headers, byte[] Body);

    private sealed class AnyRequest : AmazonWebServiceRequest;
}
