using System.Collections.Frozen;
using System.Collections.Immutable;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Import;

namespace Guildhall.App.Catalogue;

/// <summary>A category of the taxonomy; a top level one has no parent.</summary>
public sealed record SeedCategory(string Id, string Name, string? Parent);

/// <summary>The taxonomy that comes with Guildhall: data in the format's own lines, replaceable by an import. storefront-and-procurement.md E.2.</summary>
public static class CategorySeed
{
    public static ImmutableArray<SeedCategory> All { get; } = Read();

    private static readonly FrozenSet<string> Ids = All.Select(c => c.Id).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether it is one of these categories: records may point to them without a line of their own.</summary>
    public static bool Has(RecordKey key) => key.Kind == RecordKind.Category && Ids.Contains(key.Id);

    private static ImmutableArray<SeedCategory> Read()
    {
        using var file = typeof(CategorySeed).Assembly.GetManifestResourceStream("categories.jsonl")!;
        var reader = new RecordReader();
        var all = ImmutableArray.CreateBuilder<SeedCategory>();
        foreach (var line in new CatalogueLines(file, new LineEnd()).Read())
            reader.Read(line, record => all.Add(new SeedCategory(record.Id, Text(record, "displayName")!, Text(record, "parent"))));
        return all.ToImmutable();
    }

    private static string? Text(CatalogueRecord record, string member) => record.Members.Where(m => m.Name == member).Select(m => m.Value.GetString()).FirstOrDefault();
}
