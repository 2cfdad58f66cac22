using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Cloud.Discovery;

namespace Guildhall.App.Catalogue.Pull.Records;

/// <summary>The dimensions of a product: Discovery tells them only with the prices and grants of its offers.</summary>
internal static class DimensionRecords
{
    /// <param name="terms">Of all offers of the product, the most public first: what comes first names the dimension.</param>
    public static JsonArray? Of(IEnumerable<JsonElement> terms)
    {
        var found = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var term in terms.Where(union => union.ValueKind == JsonValueKind.Object).SelectMany(union => union.EnumerateObject()))
        {
            var type = term.Name == "usageBasedPricingTerm" ? "Metered" : "Entitled";
            foreach (var item in term.Value.Items("rateCards").SelectMany(card => card.Items("rateCard")).Concat(term.Value.Items("grants"))) Note(found, item, type);
        }

        return Copying.ListOf(found.Values);
    }

    private static void Note(Dictionary<string, JsonObject> found, JsonElement item, string type)
    {
        if (item.Text("dimensionKey") is not { } key) return;
        if (!found.TryGetValue(key, out var dimension))
        {
            dimension = new JsonObject { ["key"] = key, ["types"] = new JsonArray() }.With("name", item.Copy("displayName")).With(item, "unit", "description", "dimensionLabels");
            found.Add(key, dimension);
        }

        var types = dimension["types"]!.AsArray();
        if (!types.Any(t => t!.GetValue<string>() == type)) types.Add(JsonValue.Create(type));
    }
}
