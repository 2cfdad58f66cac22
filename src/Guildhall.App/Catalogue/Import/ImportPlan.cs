using System.Collections.Immutable;
using Guildhall.App.Catalogue.Format;

namespace Guildhall.App.Catalogue.Import;

/// <summary>
/// What an import will do, decided before anything is written. The records themselves are read again from the file when they are written, so that a
/// plan for 100,000 products stays small.
/// </summary>
public sealed class ImportPlan
{
    private readonly Func<Stream> _open;
    private readonly IKnownRecords _known;
    private readonly Judgement _judgement;

    internal ImportPlan(Func<Stream> open, IKnownRecords known, CatalogueHeader header, Judgement judgement) =>
        (_open, _known, Header, _judgement) = (open, known, header, judgement);

    public CatalogueHeader Header { get; }

    /// <summary>What is refused, by line; at most 10,000 are listed, all are counted.</summary>
    public required ImmutableArray<Refusal> Refusals { get; init; }

    /// <summary>Members that this version does not know (<c>product.colour</c>), with how many records have them. They are kept.</summary>
    public required ImmutableSortedDictionary<string, int> UnknownMembers { get; init; }

    public ImportCounts Counts => _judgement.Counts;

    /// <summary>Judges a file against what is known.</summary>
    /// <param name="open">Opens the file at its start, plain or gzip; called once for the plan and once for the records.</param>
    public static ImportPlan Of(Func<Stream> open, IKnownRecords known, CancellationToken cancellationToken) =>
        new ImportSurvey(known).Of(open, cancellationToken);

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
        if (_judgement.Lines.Count == 0) yield break;
        var reader = new RecordReader(judged: true);
        using var file = _open();
        foreach (var line in new CatalogueLines(file).Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.Header is not null && !_judgement.Lines.Contains(line.Number)) continue;
            PlannedRecord? planned = null;
            reader.Read(line, record =>
            {
                if (_judgement.Lines.Contains(record.Line)) planned = merge.Plan(record, Header.Source).Planned;
            });
            if (planned is not null) yield return planned;
        }
    }
}

/// <summary>What the first pass found.</summary>
/// <param name="Lines">The lines whose records are to be written.</param>
/// <param name="Missing">The records to be withdrawn because the file lacks them.</param>
internal sealed record Judgement(ImportCounts Counts, IReadOnlySet<int> Lines, ImmutableArray<RecordKey> Missing);
