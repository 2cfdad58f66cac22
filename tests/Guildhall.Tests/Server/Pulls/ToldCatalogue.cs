using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App;

namespace Guildhall.Tests.Server.Pulls;

/// <summary>
/// A catalogue of a Guildhall as its Discovery API can tell it to one account: what a pull must come to, worked out from the stored records and the page of
/// docs/guide/catalogue.md that says what is not told.
/// </summary>
internal sealed class ToldCatalogue(SortedDictionary<string, JsonObject> stored, string account, DateTimeOffset now)
{
    private const int MostCategories = 30;

    public SortedDictionary<string, string> Records
    {
        get
        {
            var told = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
            foreach (var (key, product) in Of("product").Where(p => IsSeen(p.Key, p.Value))) told.Add(key, Product(key, product));
            foreach (var (key, offer) in Of("offer").Where(o => IsSeen(o.Value))) told.Add(key, Offer(offer));
            foreach (var (key, set) in Of("offerSet").Where(s => Texts(s.Value, "offers").All(o => told.ContainsKey($"offer {o}")))) told.Add(key, Copy(set));
            foreach (var (key, listing) in Of("listing").Where(l => Texts(l.Value, "products").Any(p => told.ContainsKey($"product {p}")))) told.Add(key, Listing(listing, told));
            foreach (var (key, seller) in Of("seller").Where(s => told.Values.Any(t => Text(t, "seller") == s.Key.Split(' ')[1])).ToList()) told.Add(key, Without(Copy(seller), "accountId"));
            return new SortedDictionary<string, string>(told.ToDictionary(t => t.Key, t => Canonical(t.Value)), StringComparer.Ordinal);
        }
    }

    /// <summary>The same of records that were pulled: only what has no order is put in one.</summary>
    public static SortedDictionary<string, string> Pulled(SortedDictionary<string, JsonObject> stored) => new(
        stored.Where(r => !r.Key.StartsWith("category ", StringComparison.Ordinal)).ToDictionary(r => r.Key, r => Canonical(Ordered(Copy(r.Value)))),
        StringComparer.Ordinal);

    private JsonObject Product(string key, JsonObject product)
    {
        // Discovery does not tell them.
        var told = Without(Copy(product), "keywords", "allowedAccounts", "externalId", "alwaysEntitled");
        var offers = Of("offer").Where(o => Text(o.Value, "product") == key.Split(' ')[1] && IsSeen(o.Value)).Select(o => o.Value).ToList();
        told["visibility"] = offers.Count > 0 && offers.All(o => Texts(o, "buyerAccounts").Any()) ? "Limited" : "Public";
        told["deployedOnAws"] ??= "NOT_APPLICABLE";
        Dimensions(told, offers);
        foreach (var option in told["fulfillmentOptions"]?.AsArray() ?? []) OneName(option!.AsObject());
        return Ordered(told);
    }

    private JsonObject Offer(JsonObject offer)
    {
        var told = Copy(offer);
        if (Texts(told, "buyerAccounts").Any()) told["buyerAccounts"] = new JsonArray(account);
        told["seller"] ??= Text(stored[$"product {Text(offer, "product")}"], "seller");
        return Ordered(told);
    }

    private static JsonObject Listing(JsonObject listing, SortedDictionary<string, JsonObject> told)
    {
        var seen = Copy(listing);
        seen["products"] = new JsonArray([.. Texts(listing, "products").Where(p => told.ContainsKey($"product {p}")).Select(p => JsonValue.Create(p))]);
        return Ordered(seen);
    }

    /// <summary>Only those that a price or grant of an offer names, and not whether it is metered.</summary>
    private static void Dimensions(JsonObject product, List<JsonObject> offers)
    {
        var named = offers.SelectMany(o => o["terms"]?.AsArray() ?? []).SelectMany(t => (t!["rateCards"]?.AsArray() ?? []).SelectMany(c => c!["prices"]!.AsObject().Select(p => p.Key)).Concat((t["grants"]?.AsArray() ?? []).Select(g => Text(g!.AsObject(), "dimensionKey")))).ToHashSet();
        var kept = (product["dimensions"]?.AsArray() ?? []).Where(d => named.Contains(Text(d!.AsObject(), "key"))).Select(d => d!.DeepClone()).ToArray();
        product["dimensions"] = new JsonArray(kept);
    }

    /// <summary>For models and algorithms there is one word for name and display name.</summary>
    private static void OneName(JsonObject option)
    {
        if (!Text(option, "type").StartsWith("SAGEMAKER", StringComparison.Ordinal) || option["name"] is not { } name) return;
        option.Remove("name");
        option["displayName"] ??= name.DeepClone();
    }

    private bool IsSeen(string key, JsonObject product) => Text(product, "visibility") switch
    {
        "" or "Public" => true,
        "Limited" => Texts(product, "allowedAccounts").Contains(account) || Of("offer").Any(o => Text(o.Value, "product") == key.Split(' ')[1] && IsOut(o.Value) && Texts(o.Value, "buyerAccounts").Contains(account)),
        _ => false,
    };

    private bool IsSeen(JsonObject offer) =>
        IsOut(offer)
        && (!Texts(offer, "buyerAccounts").Any() || Texts(offer, "buyerAccounts").Contains(account))
        && (Text(offer, "expires") is not { Length: > 0 } expires || DateTimeOffset.Parse(expires, CultureInfo.InvariantCulture) > now)
        && IsSeen($"product {Text(offer, "product")}", stored[$"product {Text(offer, "product")}"]);

    private static bool IsOut(JsonObject offer) => Text(offer, "state") is "" or "Released" && offer["withdrawn"] is null;

    private IEnumerable<KeyValuePair<string, JsonObject>> Of(string kind) => stored.Where(r => r.Key.StartsWith($"{kind} ", StringComparison.Ordinal));

    /// <summary>Categories and dimensions in one order; of a dimension, not whether it is metered; of a product in 30 categories, none, since those above them fill the answer.</summary>
    private static JsonObject Ordered(JsonObject record)
    {
        var categories = Texts(record, "categories").Order(StringComparer.Ordinal).ToList();
        if (record["categories"] is not null) record["categories"] = new JsonArray([.. categories.Take(categories.Count > 20 ? 0 : MostCategories).Select(c => JsonValue.Create(c))]);
        if (record["dimensions"] is JsonArray dimensions)
            record["dimensions"] = new JsonArray([.. dimensions.Select(d => Without(Copy(d!.AsObject()), "types")).OrderBy(d => Text(d, "key"), StringComparer.Ordinal)]);
        return record;
    }

    /// <summary>Members in order; an empty list and an absent one mean the same.</summary>
    private static string Canonical(JsonObject record) =>
        CanonicalJson.Text(JsonElement.Parse(new JsonObject(record.Where(m => m.Value is not JsonArray { Count: 0 }).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))).ToJsonString()));

    private static JsonObject Copy(JsonObject record) => record.DeepClone().AsObject();

    private static JsonObject Without(JsonObject record, params ReadOnlySpan<string> members)
    {
        foreach (var member in members) record.Remove(member);
        return record;
    }

    private static string Text(JsonObject record, string member) => record[member]?.GetValue<string>() ?? "";

    private static IEnumerable<string> Texts(JsonObject record, string member) => record[member]?.AsArray().Select(v => v!.GetValue<string>()) ?? [];
}
