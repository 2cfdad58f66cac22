using System.Collections.Immutable;
using System.Text.Json;

namespace Guildhall.App.Catalogue.Format;

/// <summary>Makes a record of a line, or says why not. Remembers the header's source for ids that are derived from it. E.4.</summary>
/// <param name="judged">The file was judged before and its sound lines are known: members are not checked again.</param>
internal sealed class RecordReader(bool judged = false) : IRecordReader
{
    private static readonly ImmutableHashSet<string> Own = ["kind", "id", "op"];

    private readonly Dictionary<string, int> _unknown = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Unknown => _unknown;

    public CatalogueHeader? Header { get; private set; }

    public Refusal? Lacking => null;

    public IReadOnlyList<Refusal> Read(RawLine line, Action<CatalogueRecord> taken)
    {
        if (line.Text is not { } text) return [new Refusal(line.Number, null, null, $"is longer than {CatalogueLines.LongestLine:N0} bytes.")];
        var (document, reason) = SoundJson.Read(text);
        if (document is null) return [new Refusal(line.Number, null, null, reason!)];
        using (document) return Read(line.Number, document.RootElement, taken);
    }

    private IReadOnlyList<Refusal> Read(int line, JsonElement root, Action<CatalogueRecord> taken)
    {
        var id = TextOf(root, "id");
        if (RecordKinds.Find(TextOf(root, "kind")) is not { } kind) return [new Refusal(line, id, "kind", "is no kind of guildhall-catalog/1.")];
        if (kind == RecordKind.Header) return ReadHeader(line, root);
        id ??= kind == RecordKind.Product ? DerivedId(root) : null;
        if (id is null) return [new Refusal(line, null, "id", "is missing; a product may have an externalId instead, after a header with a source.")];
        if (RecordIds.Refusal(kind, id) is { } badId) return [new Refusal(line, id, "id", badId)];

        var findings = new Findings();
        if (!judged)
        {
            Shapes.Of(kind).CheckMembers(root, findings, mayClear: true);
            Shapes.CheckTogether(kind, root, findings);
        }

        var withdraws = Withdraws(root, findings);
        if (!findings.None) return [.. findings.Found.Select(f => new Refusal(line, id, f.Member, f.Reason))];
        if (!judged) Note(kind, root);
        taken(new CatalogueRecord(line, kind, id, withdraws, [.. root.EnumerateObject().Where(m => !Own.Contains(m.Name))], [.. References.Of(kind, root)]));
        return [];
    }

    private IReadOnlyList<Refusal> ReadHeader(int line, JsonElement root)
    {
        if (Header is not null) return [new Refusal(line, null, "kind", "is a second header.")];
        var findings = new Findings();
        Shapes.Header.Check(root, findings);
        if (!findings.None) return [.. findings.Found.Select(f => new Refusal(line, null, f.Member, f.Reason))];
        Header = new CatalogueHeader(TextOf(root, "source") ?? CatalogueHeader.NoSource, TextOf(root, "mode") == "replace");
        return [];
    }

    private string? DerivedId(JsonElement root) =>
        TextOf(root, "externalId") is { Length: > 0 } external && Header is { } header ? RecordIds.Derived(header.Source, external) : null;

    private static bool Withdraws(JsonElement root, Findings findings)
    {
        if (!root.TryGetProperty("op", out var op)) return false;
        if (op.ValueKind == JsonValueKind.String && op.GetString() == "restrict") return true;
        findings.Enter("op");
        findings.Add("must be restrict, or absent.");
        findings.Leave();
        return false;
    }

    private void Note(RecordKind kind, JsonElement root)
    {
        foreach (var member in root.EnumerateObject())
        {
            if (Own.Contains(member.Name) || Shapes.Of(kind).Knows(member.Name)) continue;
            var name = $"{kind.Word()}.{member.Name}";
            // Kept, but worth a word to the operator.
            if (_unknown.Count < 100 || _unknown.ContainsKey(name)) _unknown[name] = _unknown.GetValueOrDefault(name) + 1;
        }
    }

    private static string? TextOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>What the header says.</summary>
/// <param name="Source">Who made the file: <see cref="Replaces"/> and derived ids go by it.</param>
/// <param name="Replaces">Mode <c>replace</c>: records of the same source that the file lacks are withdrawn.</param>
public sealed record CatalogueHeader(string Source, bool Replaces)
{
    /// <summary>The source of files that name none.</summary>
    public const string NoSource = "import";
}
