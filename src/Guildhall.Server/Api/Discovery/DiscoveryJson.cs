using System.Text.Json;
using System.Text.Json.Serialization;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.Discovery;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SearchListingsRequest))]
[JsonSerializable(typeof(SearchFacetsRequest))]
[JsonSerializable(typeof(GetListingRequest))]
[JsonSerializable(typeof(GetProductRequest))]
[JsonSerializable(typeof(GetOfferRequest))]
[JsonSerializable(typeof(GetOfferSetRequest))]
[JsonSerializable(typeof(GetOfferTermsRequest))]
[JsonSerializable(typeof(ListPurchaseOptionsRequest))]
[JsonSerializable(typeof(ListFulfillmentOptionsRequest))]
internal sealed partial class DiscoveryJson : JsonSerializerContext;

/// <summary>What all writers of Discovery's answers do alike: absent members are left out, times are seconds. storefront-and-procurement.md A.1.</summary>
internal static class DiscoveryWriting
{
    public static void Word(this Utf8JsonWriter json, string member, string? value)
    {
        if (value is { Length: > 0 }) json.WriteString(member, value);
    }

    /// <summary>Epoch seconds, with a fraction where there is one.</summary>
    public static void Time(this Utf8JsonWriter json, string member, DateTimeOffset? time)
    {
        if (time is { } at) json.WriteEpoch(member, at);
    }

    public static void Object(this Utf8JsonWriter json, string member, Action write)
    {
        json.WriteStartObject(member);
        write();
        json.WriteEndObject();
    }

    /// <summary>A list of objects.</summary>
    public static void Each<T>(this Utf8JsonWriter json, string member, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(member);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Words(this Utf8JsonWriter json, string member, IEnumerable<string> items)
    {
        json.WriteStartArray(member);
        foreach (var item in items) json.WriteStringValue(item);
        json.WriteEndArray();
    }
}
