using Guildhall.Wire.Dispatch;
using Microsoft.AspNetCore.Http;

namespace Guildhall.Wire.Protocols;

/// <summary>Content types of the JSON and CBOR protocols (storefront-and-procurement.md G.2, G.5).</summary>
internal static class ContentTypes
{
    private const string AwsJson10 = "application/x-amz-json-1.0";
    private const string AwsJson11 = "application/x-amz-json-1.1";

    private const string Cbor = "application/cbor";

    public static bool IsCbor(HttpRequest request) => Is(request, Cbor);

    public static bool IsAwsJson(HttpRequest request) => Is(request, AwsJson10) || Is(request, AwsJson11);

    /// <summary>The type of the answer: JSON 1.x is answered in the version asked in.</summary>
    public static string Answer(HttpRequest request, Protocol protocol) =>
        protocol == Protocol.RpcCbor ? Cbor : protocol == Protocol.RestJson ? "application/json" : Is(request, AwsJson10) ? AwsJson10 : AwsJson11;

    private static bool Is(HttpRequest request, string type) =>
        request.ContentType?.StartsWith(type, StringComparison.OrdinalIgnoreCase) == true;
}
