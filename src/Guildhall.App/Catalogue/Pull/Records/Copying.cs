using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Cloud.Discovery;

namespace Guildhall.App.Catalogue.Pull.Records;

/// <summary>
/// Members of an answer as members of a record. Only known ones are taken, as they are: whether they are sound is checked at import. A member that is not
/// there is null, which clears it (E.4); so is an empty list.
/// </summary>
internal static class Copying
{
    public static JsonNode? Copy(this JsonElement of, string member) => of.Find(member) switch
    {
        { ValueKind: JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() == 0 ? null : JsonArray.Create(list),
        { ValueKind: JsonValueKind.Object } value => JsonObject.Create(value),
        var value => JsonValue.Create(value),
    };

    /// <summary>Sets what is there; of an object within a record nothing can be cleared.</summary>
    public static JsonObject With(this JsonObject record, string member, JsonNode? value)
    {
        if (value is not null) record[member] = value;
        return record;
    }

    /// <summary>Copies members under their own names, those that are there.</summary>
    public static JsonObject With(this JsonObject record, JsonElement of, params ReadOnlySpan<string> members)
    {
        foreach (var member in members) record.With(member, of.Copy(member));
        return record;
    }

    /// <summary>A list of what is made of each item; null when it is empty.</summary>
    public static JsonArray? ListOf(IEnumerable<JsonNode?> items)
    {
        var list = new JsonArray([.. items]);
        return list.Count == 0 ? null : list;
    }

    /// <summary>A point in time: seconds since 1970 on the wire, ISO 8601 in a record.</summary>
    public static JsonNode? Time(this JsonElement of, string member, Findings findings)
    {
        var value = of.Find(member);
        if (value.ValueKind != JsonValueKind.Number) return of.Copy(member);
        if (value.TryGetDecimal(out var seconds) && seconds is >= -62_135_596_800m and < 253_402_300_800m)
            return DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond)).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        findings.Enter(member);
        findings.Add("is no point in time.");
        findings.Leave();
        return null;
    }

    /// <summary>Whether a list of badges has one.</summary>
    public static bool HasBadge(this JsonElement of, string type) => of.Items("badges").Any(badge => badge.Text("badgeType") == type);
}
