using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App.Cloud.Discovery;

namespace Guildhall.App.Catalogue.Pull.Records;

/// <summary>Sellers and categories: no operation lists them, they are told with what they stand at. What names one first, in the order of ids, counts.</summary>
internal sealed class SharedRecords
{
    private readonly SortedDictionary<string, string> _sellers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _categories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _parents = new(StringComparer.Ordinal);

    public IEnumerable<JsonObject> Records =>
    [
        .. _sellers.Select(s => new JsonObject { ["kind"] = "seller", ["id"] = s.Key, ["displayName"] = s.Value, ["withdrawn"] = null }),
        .. _categories.Select(c => new JsonObject { ["kind"] = "category", ["id"] = c.Key, ["displayName"] = c.Value, ["withdrawn"] = null }.With("parent", Parent(c.Key))),
    ];

    /// <summary>Takes a <c>SellerInformation</c>.</summary>
    public void Seller(JsonElement seller)
    {
        if (seller.Text("sellerProfileId") is { } id && seller.Text("displayName") is { } name) _sellers.TryAdd(id, name);
    }

    /// <summary>Takes a list <c>categories</c>.</summary>
    public void Categories(JsonElement of)
    {
        foreach (var category in of.Items("categories"))
        {
            if (category.Text("categoryId") is { } id && category.Text("displayName") is { } name) _categories.TryAdd(id, name);
        }
    }

    /// <summary>A list <c>categories</c> without those that are only there because one below them is.</summary>
    public IEnumerable<string> OwnCategories(JsonElement of)
    {
        string[] told = [.. of.Items("categories").Select(category => category.Text("categoryId")).OfType<string>()];
        var above = told.SelectMany(Above).ToHashSet(StringComparer.Ordinal);
        return told.Where(category => !above.Contains(category));
    }

    /// <summary>Takes the categories of SearchFacets, with their parents.</summary>
    public void Facets(JsonElement answer)
    {
        foreach (var facet in answer.Find("listingFacets").Items("CATEGORY"))
        {
            if (facet.Text("value") is not { } id || facet.Text("displayName") is not { } name) continue;
            _categories.TryAdd(id, name);
            if (facet.Text("parent") is { Length: > 0 } parent) _parents.TryAdd(id, parent);
        }
    }

    /// <summary>What is above a category, as far up as is told; a circle is gone round once.</summary>
    private IEnumerable<string> Above(string category)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { category };
        for (var at = category; _parents.TryGetValue(at, out var parent) && seen.Add(parent); at = parent) yield return parent;
    }

    /// <summary>Only a parent that is told itself: one that is not would be refused.</summary>
    private string? Parent(string category) => _parents.TryGetValue(category, out var parent) && _categories.ContainsKey(parent) ? parent : null;
}
