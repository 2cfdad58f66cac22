using Guildhall.App.Catalogue.Format.Csv;

namespace Guildhall.App.Catalogue.Format;

/// <summary>In which form a catalogue is written. storefront-and-procurement.md E.4.</summary>
public enum CatalogueForm
{
    /// <summary>One record a line.</summary>
    JsonLines,

    /// <summary>One product a row, with its seller and one public offer.</summary>
    Csv,
}

/// <summary>A file to be imported.</summary>
/// <param name="Open">Opens it at its start, plain or gzip; called more than once.</param>
public sealed record CatalogueFile(Func<Stream> Open, CatalogueForm Form)
{
    public static CatalogueFile JsonLines(Func<Stream> open) => new(open, CatalogueForm.JsonLines);

    public static CatalogueFile Csv(Func<Stream> open) => new(open, CatalogueForm.Csv);

    /// <summary>A file of the disk: CSV when its name ends in <c>.csv</c> or <c>.csv.gz</c>, otherwise JSON Lines.</summary>
    public static CatalogueFile At(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return new CatalogueFile(() => File.OpenRead(path), name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? CatalogueForm.Csv : CatalogueForm.JsonLines);
    }

    /// <summary>All lines of the opened file that are not blank.</summary>
    internal IEnumerable<RawLine> Lines(Stream opened) => new CatalogueLines(opened, Form == CatalogueForm.Csv ? new CsvRowEnd() : new LineEnd()).Read();

    /// <param name="judged">The file was judged before and its sound lines are known.</param>
    internal IRecordReader Reader(bool judged = false) => Form == CatalogueForm.Csv ? new CsvReader(judged) : new RecordReader(judged);
}
