using System.Collections.Immutable;
using Guildhall.App.Catalogue.Format;

namespace Guildhall.App.Catalogue.Import;

/// <summary>
/// What an import will do, decided before anything is written. The records themselves are read again from the file when they are written, so that a
/// plan for 100,000 products stays small.
/// </summary>
public sealed class ImportPlan
{
    private readonly CatalogueFile _file;
    private readonly IKnownRecords _known;
    private readonly Judgement _judgement;
    private readonly HashSet<int> _lines;

    internal ImportPlan(CatalogueFile file, IKnownRecords known, CatalogueHeader header, Judgement judgement) =>
        (_file, _known, Header, _judgement, _lines) = (file, known, header, judgement, [.. judgement.Places.Select(p => p.Line)]);

    public CatalogueHeader Header { get; }

    /// <summary>What is refused, by line; at most 10,000 are listed, all are counted.</summary>
    public required ImmutableArray<Refusal> Refusals { get; init; }

    /// <summary>Members that this version does not know (<c>product.colour</c>), with how many records have them. They are kept.</summary>
    public required ImmutableSortedDictionary<string, int> UnknownMembers { get; init; }

    public ImportCounts Counts => _judgement.Counts;

    /// <summary>Judges a file against what is known.</summary>
    /// <param name="file">Opened once for the plan and once for the records.</param>
    public static ImportPlan Of(CatalogueFile file, IKnownRecords known, CancellationToken cancellationToken) =>
        new ImportSurvey(file, known).Of(cancellationToken);

    /// <summary>All or nothing, unless the operator said to keep going (decisions.md 31).</summary>
    public bool MayBeApplied(bool keepGoing) => keepGoing || Counts.Refused == 0;

    /// <summary>The records to be written, in the order of the file; those to be withdrawn come last.</summary>
    public IEnumerable<PlannedRecord> Records(CancellationToken cancellationToken)
    {
        var merge = new RecordMerge(_known);
        foreach (var record in FromFile(merge, cancellationToken)) yield return record;
        foreach (var key in _judgement.Missing)
        {
            if (merge.Withdraw(key, Header.Source) is { } withdrawn) yield return withdrawn;
        }
    }

    private IEnumerable<PlannedRecord> FromFile(RecordMerge merge, CancellationToken cancellationToken)
    {
        if (_lines.Count == 0) yield break;
        var reader = _file.Reader(judged: true);
        using var opened = _file.Open();
        var planned = new List<PlannedRecord>();
        foreach (var line in _file.Lines(opened))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.Header is not null && !_lines.Contains(line.Number)) continue;
            reader.Read(line, record =>
            {
                if (_judgement.Places.Contains(new RecordPlace(record.Line, record.Kind)) && merge.Plan(record, Header.Source).Planned is { } next) planned.Add(next);
            });
            foreach (var record in planned) yield return record;
            planned.Clear();
        }
    }
}

/// <summary>What the first pass found.</summary>
/// <param name="Places">Where the records stand that are to be written.</param>
/// <param name="Missing">The records to be withdrawn because the file lacks them.</param>
internal sealed record Judgement(ImportCounts Counts, IReadOnlySet<RecordPlace> Places, ImmutableArray<RecordKey> Missing);

/// <summary>Where a record stands: a row of a CSV file makes several, each of another kind.</summary>
internal readonly record struct RecordPlace(int Line, RecordKind Kind);
