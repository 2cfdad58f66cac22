using System.Collections.Immutable;
using Guildhall.App.Billing.Reading;
using Guildhall.Domain;

namespace Guildhall.App.Billing.Sources;

/// <summary>The report files of a folder of this machine. Only what lies in the folder itself, no link that leads elsewhere.</summary>
internal static class FolderFiles
{
    private static readonly ImmutableArray<string> Endings = [".csv", ".csv.gz"];

    /// <summary>By name. Null when the folder is not there, or must not be read: by another user than the one who named it.</summary>
    public static ImmutableArray<FileInfo>? Find(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFiles().Where(f => f.LinkTarget is null && Endings.Any(e => f.Name.EndsWith(e, StringComparison.OrdinalIgnoreCase))).OrderBy(f => f.Name, StringComparer.Ordinal)];
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Refused with <c>FILE_MISSING</c> when it cannot be read.</summary>
    public static Result<Stream> Open(string folder, string file)
    {
        try
        {
            return new FileStream(Path.Combine(folder, file), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Problem.Conflict("FILE_MISSING", $"{file} cannot be read: {broken.Message}");
        }
    }

    /// <summary>Whose it is, of which month. As <see cref="ReportGlance.ReadAsync"/>.</summary>
    public static async Task<Result<ReportGlance?>> GlanceAsync(FileInfo file, CancellationToken cancellation)
    {
        var opened = Open(file.DirectoryName!, file.Name);
        if (opened.Refused) return opened.Problems;
        await using var stream = opened.Value;
        return await ReportGlance.ReadAsync(stream, file.Name, cancellation);
    }

    public static Problem Missing(string folder) => Problem.Conflict("FILE_MISSING", $"The folder {folder} is not there, or must not be read.");

    public static Problem None() => Problem.Conflict("NO_REPORT", "The folder has no file that ends with .csv or .csv.gz.");
}
