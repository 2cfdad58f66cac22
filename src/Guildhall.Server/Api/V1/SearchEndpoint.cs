using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Search;
using Guildhall.Domain.Governance;

namespace Guildhall.Server.Api.V1;

/// <summary><c>GET /api/v1/search?q=…</c>: products that the caller's account can see, with facets, highlights and what may be bought. contract.md 4.</summary>
internal static class SearchEndpoint
{
    public static void MapSearch(this OwnApi api, ProductSearch search) => api.Get("/api/v1/search", "aws-marketplace:SearchListings", async (call, cancellation) =>
    {
        var asked = SearchParameters.Read(call.Query);
        if (asked.Refused) return await ApiAnswer.Refuse(asked.Problems[0]);
        var page = await search.FindAsync(call.Caller.Account, asked.Value, cancellation);
        return page.Refused ? await ApiAnswer.Refuse(page.Problems[0]) : await ApiAnswer.Write(json => Write(json, page.Value));
    });

    /// <summary>A page of results as the API and <c>guildhall search --json</c> write it.</summary>
    public static void Write(Utf8JsonWriter json, SearchPage page)
    {
        json.WriteStartObject();
        json.WriteNumber("total"u8, page.Total);
        if (page.Approved is { } approved) json.WriteNumber("approved"u8, approved);
        else json.WriteNull("approved"u8);
        json.WriteStartArray("items"u8);
        foreach (var item in page.Items) Write(json, item);
        json.WriteEndArray();
        json.WriteStartObject("facets"u8);
        foreach (var (facet, values) in page.Facets) Write(json, facet, values);
        json.WriteEndObject();
        json.WriteString("next"u8, page.Next);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FoundProduct item)
    {
        json.WriteStartObject();
        json.WriteString("productId"u8, item.Product.Id.Value);
        json.WriteString("title"u8, item.Product.Title);
        json.WriteString("sellerId"u8, item.SellerId);
        json.WriteString("seller"u8, item.Product.Manufacturer);
        json.WriteString("type"u8, item.Product.Type);
        json.WriteString("shortDescription"u8, item.Short);
        Write(json, "categories", item.Categories);
        Write(json, "delivery", item.Delivery);
        Write(json, "pricing", item.Pricing);
        Write(json, "badges", item.Badges);
        if (item.Reviews > 0)
        {
            json.WriteStartObject("rating"u8);
            json.WriteNumber("average"u8, item.Tenths / 10m);
            json.WriteNumber("count"u8, item.Reviews);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("rating"u8);
        }

        json.WriteString("decision"u8, item.Decision?.Decision.Word());
        json.WriteString("reason"u8, item.Decision?.Reason.Word());
        json.WriteStartObject("highlights"u8);
        Write(json, "title", item.Highlights.Title);
        Write(json, "seller", item.Highlights.Seller);
        Write(json, "shortDescription", item.Highlights.Short);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Facet facet, ImmutableArray<FacetValue> values)
    {
        json.WriteStartArray(facet.Word());
        foreach (var value in values)
        {
            json.WriteStartObject();
            json.WriteString("value"u8, value.Value);
            json.WriteString("name"u8, value.Name);
            json.WriteString("parent"u8, value.Parent);
            json.WriteNumber("count"u8, value.Count);
            json.WriteBoolean("selected"u8, value.Selected);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<Stretch> stretches)
    {
        json.WriteStartArray(name);
        foreach (var (start, length) in stretches)
        {
            json.WriteStartObject();
            json.WriteNumber("start"u8, start);
            json.WriteNumber("length"u8, length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
