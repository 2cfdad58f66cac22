using System.Collections.Immutable;
using Guildhall.App.Catalogue;

namespace Guildhall.App.Search;

/// <summary>The tree of categories: those that come with Guildhall, with what imports added or renamed.</summary>
public sealed class Taxonomy
{
    private readonly ImmutableDictionary<string, SeedCategory> _categories;

    private Taxonomy(ImmutableDictionary<string, SeedCategory> categories) => _categories = categories;

    public static Taxonomy Seed { get; } = Of([]);

    /// <summary>The categories with nothing above them, by name.</summary>
    public IEnumerable<SeedCategory> Top => _categories.Values.Where(c => c.Parent is null).OrderBy(c => c.Name, StringComparer.Ordinal);

    public static Taxonomy Of(IEnumerable<SeedCategory> imported) =>
        new(CategorySeed.All.Concat(imported).Aggregate(ImmutableDictionary.Create<string, SeedCategory>(StringComparer.Ordinal), (all, c) => all.SetItem(c.Id, c)));

    /// <summary>Whether both have the same categories, called and placed alike.</summary>
    public bool SameAs(Taxonomy other) =>
        _categories.Count == other._categories.Count && _categories.All(c => other._categories.TryGetValue(c.Key, out var theirs) && theirs == c.Value);

    public string NameOf(string id) => _categories.GetValueOrDefault(id)?.Name ?? id;

    public string? ParentOf(string id) => _categories.GetValueOrDefault(id)?.Parent;

    /// <summary>The categories and all above them, each once: a parent matches its children. A circle ends where it began.</summary>
    public IEnumerable<string> WithParents(IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            for (var category = id; category is not null && seen.Add(category); category = ParentOf(category)) yield return category;
        }
    }
}
