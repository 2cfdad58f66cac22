using System.Text.Json;
using Guildhall.Wire.Protocols;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>A child or parent: an id and what it is.</summary>
internal static class NodeShape
{
    public static void Write(Utf8JsonWriter json, string id, string type)
    {
        json.WriteStartObject();
        json.WriteString("Id", id);
        json.WriteString("Type", type);
        json.WriteEndObject();
    }
}

/// <summary>A service and since when.</summary>
internal static class ServiceShape
{
    public static void Write(Utf8JsonWriter json, string principal, string dateName, DateTimeOffset date)
    {
        json.WriteStartObject();
        json.WriteString("ServicePrincipal", principal);
        json.WriteEpoch(dateName, date);
        json.WriteEndObject();
    }
}

internal static class TagShape
{
    public static void Write(Utf8JsonWriter json, string key, string value)
    {
        json.WriteStartObject();
        json.WriteString("Key", key);
        json.WriteString("Value", value);
        json.WriteEndObject();
    }
}
