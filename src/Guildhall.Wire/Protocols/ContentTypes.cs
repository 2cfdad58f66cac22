using Guildhall.Wire.Dispatch;
using Microsoft.AspNetCore.Http;

namespace Guildhall.Wire.Protocols;

/// <summary>Content types of the JSON protocols (storefront-and-procurement.md G.2).</summary>
internal static class ContentTypes
{
    private const string AwsJson10 = "application/x-amz-json-1.0";
    private const string AwsJson11 = "application/x-amz-json-1.1";

    public static bool IsAwsJson(HttpRequest request) => Is(request, AwsJson10) || Is(request, AwsJson11);

    /// <summary>The type of the answer: JSON 1.x is answered in the version asked in.</summary>
    public static string Answer(HttpRequest request, Protocol protocol) =>
        protocol == Protocol.RestJson ? "application/json" : Is(request, AwsJson10) ? AwsJson10 : AwsJson11;

    private static bool Is(HttpRequest request, string type) =>
        request.ContentType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true;
}
