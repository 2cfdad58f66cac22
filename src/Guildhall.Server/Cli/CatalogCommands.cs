using System.CommandLine;
using System.Globalization;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Generator;
using Guildhall.App.Catalogue.Storage;
using Guildhall.Domain;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall catalog generate</c> and <c>import</c>. contract.md 2, storefront-and-procurement.md E.4, E.5.</summary>
internal static class CatalogCommands
{
    private const int MostProducts = 1_000_000;

    private static readonly Option<int> Products = new("--products") { Description = "How many public products", Required = true };
    private static readonly Option<int> Seed = new("--seed") { Description = "The same seed gives the same catalogue", Required = true };
    private static readonly Argument<string> File = new("file") { Description = "JSON Lines of guildhall-catalog/1, or CSV when its name ends in .csv; plain or gzip", HelpName = "FILE" };
    private static readonly Option<bool> KeepGoing = new("--keep-going") { Description = "Import the sound lines though others are refused" };

    public static Command Generate() => new("generate", "Write a made-up catalogue to standard output") { Products, Seed };

    public static Command Import() => new("import", "Add a catalogue's products, or bring them up to date") { File, KeepGoing };

    public static Task<int> GenerateAsync(Call call, CancellationToken cancellation)
    {
        var products = call.Given.GetValue(Products);
        if (products is < 1 or > MostProducts) return Task.FromResult(call.Refused([Problem.Malformed($"--products must be 1 to {MostProducts:N0}.", "products")]));
        SyntheticCatalogue.Write(new SyntheticOptions(products, (ulong)call.Given.GetValue(Seed)), call.Streams.Out, cancellation);
        return Task.FromResult(ExitCode.Done);
    }

    public static Task<int> ImportAsync(Call call, CancellationToken cancellation)
    {
        var file = call.Given.GetValue(File)!;
        return System.IO.File.Exists(file)
            ? Beside.RunAsync(call, async guildhall => Told(call, await guildhall.Imports.ImportAsync(CatalogueFile.At(file), call.Given.GetValue(KeepGoing), cancellation)), cancellation)
            : Task.FromResult(call.Refused([Problem.NotFound($"There is no file '{file}'.")]));
    }

    private static int Told(Call call, ImportReport report)
    {
        foreach (var refusal in report.Refusals) call.Streams.Error.WriteLine(refusal);
        var end = call.Done(Answer(report), Sentence(report));
        return report.Applied ? end : ExitCode.Refused;
    }

    private static object Answer(ImportReport report) => new
    {
        report.Applied,
        report.Counts.Added,
        report.Counts.Changed,
        report.Counts.Unchanged,
        report.Counts.Refused,
        report.Counts.Withdrawn,
        Refusals = report.Refusals.Select(r => new { r.Line, r.Id, r.Member, r.Reason }),
        report.UnknownMembers,
    };

    private static string Sentence(ImportReport report)
    {
        var counts = string.Create(
            CultureInfo.InvariantCulture,
            $"added {report.Counts.Added}, changed {report.Counts.Changed}, unchanged {report.Counts.Unchanged}, withdrawn {report.Counts.Withdrawn}, refused {report.Counts.Refused}");
        var unknown = report.UnknownMembers.IsEmpty ? "" : $" Members kept though this version does not know them: {string.Join(", ", report.UnknownMembers.Keys)}.";
        return report.Applied ? $"Imported: {counts}.{unknown}" : $"Nothing was imported ({counts}); --keep-going imports the sound lines.{unknown}";
    }
}
