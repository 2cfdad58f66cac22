using System.Collections.Immutable;
using Guildhall.App.Catalogue.Format;

namespace Guildhall.App.Catalogue.Import;

/// <summary>
/// The first pass over a file: reads and judges every line, resolves references at the end, keeps ids and line numbers but no records. What it finds
/// is an <see cref="ImportPlan"/>.
/// </summary>
internal sealed class ImportSurvey(CatalogueFile file, IKnownRecords known)
{
    private readonly IRecordReader _reader = file.Reader();
    private readonly RecordMerge _merge = new(known);
    private readonly RefusalList _refusals = new();
    private readonly Dictionary<RecordKey, SeenRecord> _seen = [];

    public ImportPlan Of(CancellationToken cancellationToken)
    {
        if ((Broken(cancellationToken) ?? _reader.Lacking) is { } wrong) _refusals.Add(wrong);
        Resolve();
        var header = _reader.Header ?? new CatalogueHeader(CatalogueHeader.NoSource, Replaces: false);
        return new ImportPlan(file, known, header, Judge(header))
        {
            Refusals = _refusals.Listed,
            UnknownMembers = _reader.Unknown.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    private Judgement Judge(CatalogueHeader header)
    {
        var missing = header.Replaces
            ? known.OfSource(header.Source).Where(IsMissing).Where(k => _merge.Withdraw(k, header.Source) is not null).ToImmutableArray()
            : [];
        var counts = new ImportCounts(Count(Fate.Added), Count(Fate.Changed), Count(Fate.Unchanged), _refusals.Lines, missing.Length);
        return new Judgement(counts, _seen.Values.Where(s => s.Fate is Fate.Added or Fate.Changed).Select(s => s.Place).ToHashSet(), missing);
    }

    private int Count(Fate fate) => _seen.Values.Count(s => s.Fate == fate);

    /// <summary>Reads all lines; a file that breaks off (bad gzip) is refused where it does.</summary>
    private Refusal? Broken(CancellationToken cancellationToken)
    {
        var last = 0;
        try
        {
            using var opened = file.Open();
            foreach (var line in file.Lines(opened))
            {
                cancellationToken.ThrowIfCancellationRequested();
                last = line.Number;
                foreach (var refusal in _reader.Read(line, Take)) Refuse(refusal);
            }

            return null;
        }
        catch (InvalidDataException broken)
        {
            return new Refusal(last + 1, null, null, broken.Message);
        }
    }

    private void Take(CatalogueRecord record)
    {
        // A row of a CSV file is several records, and one sentence about it is enough.
        if (_refusals.Has(record.Line)) return;
        var key = new RecordKey(record.Kind, record.Id);
        if (_seen.TryGetValue(key, out var first))
        {
            Refuse(new Refusal(record.Line, record.Id, "id", $"stands in line {first.Place.Line} already."));
            return;
        }

        var (planned, refusal) = _merge.Plan(record, _reader.Header?.Source ?? CatalogueHeader.NoSource);
        var fate = refusal is not null ? Fate.Refused : planned is null ? Fate.Unchanged : planned.IsNew ? Fate.Added : Fate.Changed;
        _seen.Add(key, new SeenRecord(new RecordPlace(record.Line, record.Kind), fate, record.References));
        if (refusal is not null) Refuse(refusal);
    }

    private void Refuse(Refusal refusal) => _refusals.Add(refusal);

    /// <summary>A refused line is not a missing one; where a line could not even be read, nothing counts as missing.</summary>
    private bool IsMissing(RecordKey key) => !_seen.ContainsKey(key) && !_refusals.MayBe(key.Id);

    /// <summary>Refuses what points to nothing, then what points to what was refused, until nothing changes.</summary>
    private void Resolve()
    {
        for (var found = true; found;)
        {
            found = false;
            foreach (var (key, record) in _seen.Where(s => s.Value.Fate is not Fate.Refused))
            {
                if (record.References.FirstOrDefault(r => !Exists(r)) is not { Id: not null } lost) continue;
                record.Fate = Fate.Refused;
                found = true;
                if (_refusals.Has(record.Place.Line)) continue;
                Refuse(new Refusal(record.Place.Line, key.Id, lost.Member, $"{lost.Kind.Word()} {lost.Id} is neither in the file nor known."));
            }
        }
    }

    private bool Exists(Reference reference)
    {
        var key = new RecordKey(reference.Kind, reference.Id);
        return (_seen.TryGetValue(key, out var seen) && seen.Fate is not Fate.Refused) || known.Find(key) is not null || CategorySeed.Has(key);
    }

    private enum Fate
    {
        Refused,
        Unchanged,
        Added,
        Changed,
    }

    private sealed class SeenRecord(RecordPlace place, Fate fate, ImmutableArray<Reference> references)
    {
        public RecordPlace Place { get; } = place;

        public Fate Fate { get; set; } = fate;

        public ImmutableArray<Reference> References { get; } = references;
    }
}
