namespace Guildhall.App.Billing.Reading;

/// <summary>How much a report may be before it is refused, so that no file fills memory or never ends (F-52). Sizes in bytes.</summary>
public sealed record ReadLimits
{
    public static readonly ReadLimits Standard = new();

    /// <summary>Of one file, unpacked; the file is refused above it. AWS cuts reports into files of about a million rows, some gigabytes.</summary>
    public long UnpackedBytes { get; init; } = 64L << 30;

    /// <summary>Unpacked bytes for each packed one; the file is refused above it. Reports have 8 to 30, a bomb about 1,000.</summary>
    public int Ratio { get; init; } = 250;

    /// <summary>Of one cell; the row is a fault above it.</summary>
    public int CellBytes { get; init; } = 1 << 20;

    /// <summary>Of one row; the row is a fault above it.</summary>
    public int RowBytes { get; init; } = 4 << 20;

    /// <summary>Of a text that costs are kept apart by; the row is a fault above it. A tag's value has at most 256 characters.</summary>
    public int TextBytes { get; init; } = 1024;

    /// <summary>Of all files that are read into one table; reading ends above it.</summary>
    public int Groups { get; init; } = 4_000_000;
}
