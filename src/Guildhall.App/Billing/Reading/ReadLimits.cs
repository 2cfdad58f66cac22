namespace Guildhall.App.Billing.Reading;

/// <summary>How much a report may be before it is refused, so that no file fills memory or never ends (F-52). Sizes in bytes.</summary>
public sealed record ReadLimits
{
    public static readonly ReadLimits Standard = new();

    /// <summary>Of all files of a delivery, unpacked; it is refused above it (security.md S-58).</summary>
    public long UnpackedTotal { get; init; } = 20_000_000_000;

    /// <summary>Unpacked bytes for each packed one; the file is refused above it (security.md S-58). Reports have 8 to 30, a bomb about 1,000.</summary>
    public int Ratio { get; init; } = 100;

    /// <summary>Of one cell; the row is a fault above it.</summary>
    public int CellBytes { get; init; } = 1 << 20;

    /// <summary>Of one row; the row is a fault above it.</summary>
    public int RowBytes { get; init; } = 4 << 20;

    /// <summary>Of a text that costs are kept apart by; the row is a fault above it. A tag's value has at most 256 characters.</summary>
    public int TextBytes { get; init; } = 1024;

    /// <summary>Of all files that are read into one table; reading ends above it.</summary>
    public int Groups { get; init; } = 4_000_000;
}
