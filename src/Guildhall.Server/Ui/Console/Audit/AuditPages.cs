using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.App;
using Guildhall.App.Audit;
using Guildhall.App.Lists;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Audit;

/// <summary><c>/console/audit</c>: who did what, with before and after. private-marketplace.md 9.4.</summary>
internal sealed class AuditPages(Installation guildhall)
{
    private const string Read = "guildhall:ReadAudit";
    private const int PerRead = 500;
    private static readonly Crumb Above = new("Audit trail", "/console/audit");

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/audit", Read, ListAsync);
        pages.Get("/console/audit.csv", Read, CsvAsync);
        pages.Get("/console/audit/{number}", Read, ShowAsync);
    }

    private async ValueTask<PageAnswer> ListAsync(PageCall call, CancellationToken cancellation)
    {
        var form = AuditForm.Of(call);
        var query = QueryOf(call);
        var found = await guildhall.Audit.ListAsync(call.Caller, form.Filter with { OldestFirst = !query.Down }, query.Cursor.Length > 0 ? query.Cursor : null, cancellation);
        if (found.Refused) return new PageAnswer.Refused(found.Problems);
        return PageAnswer.Console<AuditListView>("Audit trail", new AuditList(form, query, [.. found.Value.Items.Select(AuditEntry.Of)], found.Value.PreviousToken, found.Value.NextToken));
    }

    private static ListQuery QueryOf(PageCall call) => ListQuery.Of(call, "when", down: true, AuditForm.Fields);

    private async ValueTask<PageAnswer> CsvAsync(PageCall call, CancellationToken cancellation)
    {
        var filter = AuditForm.Of(call).Filter with { Take = PerRead, OldestFirst = !QueryOf(call).Down };
        var first = await guildhall.Audit.ListAsync(call.Caller, filter, null, cancellation);
        if (first.Refused) return new PageAnswer.Refused(first.Problems);
        return new PageAnswer.Download("audit.csv", "text/csv; charset=utf-8", async (text, stopping) =>
        {
            await text.WriteAsync(CsvFile.Line(["Number", "Time", "Event", "Account", "Actor", "Through", "Request", "Error", "Entity", "Member", "Before", "After"]));
            for (Page<AuditRow>? page = first.Value; page is not null; page = await NextAsync(call, filter, page, stopping))
            {
                foreach (var line in page.Items.SelectMany(Lines)) await text.WriteAsync(CsvFile.Line(line));
            }
        });
    }

    private async Task<Page<AuditRow>?> NextAsync(PageCall call, AuditFilter filter, Page<AuditRow> page, CancellationToken cancellation) =>
        page.NextToken is { } token ? (await guildhall.Audit.ListAsync(call.Caller, filter, token, cancellation)).Value : null;

    /// <summary>One line for each changed member; one alone for a record without changes.</summary>
    private static IEnumerable<IReadOnlyList<object?>> Lines(AuditRow row)
    {
        var entry = AuditEntry.Of(row);
        object?[] start = [row.Sequence, row.Time, row.EventName, row.Account, row.Arn, row.Source, row.RequestId, entry.Error];
        var members = entry.Changes.SelectMany(c => c.Members.Select(m => (IReadOnlyList<object?>)[.. start, c.Entity, m.Path, m.Before, m.After])).ToList();
        return members.Count > 0 ? members : [[.. start, null, null, null, null]];
    }

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, CancellationToken cancellation)
    {
        if (!long.TryParse(call.Route("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return new PageAnswer.Refused(Problem.NotFound("There is no audit record of this number."));
        var row = await guildhall.Audit.FindAsync(call.Caller, number, cancellation);
        if (row.Refused) return new PageAnswer.Refused(row.Problems);
        return PageAnswer.Console<AuditRecordView>(row.Value.EventName, AuditEntry.Of(row.Value), Above);
    }
}

/// <summary>What the filter's fields say; days are UTC's, the last one included.</summary>
public sealed record AuditForm(string Actor, string Event, string From, string To, string Entity)
{
    internal AuditFilter Filter => new()
    {
        Actor = Actor.Replace("-", "", StringComparison.Ordinal) is { Length: 12 } digits && digits.All(char.IsAsciiDigit) ? digits : Actor,
        EventName = Event,
        From = Day(From),
        Until = Day(To)?.AddDays(1),
        Entity = Entity,
    };

    /// <summary>The names of the fields.</summary>
    internal static IReadOnlyList<string> Fields { get; } = ["actor", "event", "from", "to", "entity"];

    public bool Filtered => new[] { Actor, Event, From, To, Entity }.Any(text => text.Length > 0);

    internal static AuditForm Of(PageCall call)
    {
        return new(Field("actor"), Field("event"), Field("from"), Field("to"), Field("entity"));

        string Field(string name) => call.Query[name].ToString().Trim();
    }

    private static DateTimeOffset? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;
}

/// <summary>A page of the trail, newest first unless told otherwise.</summary>
/// <param name="Previous">The cursor of the page before; null on the first.</param>
public sealed record AuditList(AuditForm Form, ListQuery Query, ImmutableArray<AuditEntry> Entries, string? Previous, string? Next);

/// <summary>A record as people read it.</summary>
/// <param name="Error">The code with which the call was refused; null when it was not.</param>
public sealed record AuditEntry(AuditRow Row, ImmutableArray<AuditedChange> Changes, string? Error)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The door that it came in by.</summary>
    public string Through => Row.Source switch
    {
        AuditSources.AwsApi => "AWS API",
        AuditSources.Api => "Guildhall's API",
        AuditSources.Page => "Page",
        AuditSources.Cli => "Command line",
        AuditSources.Itself => "Guildhall itself",
        var other => other,
    };

    /// <summary>The record as JSON with line breaks; the page encodes it.</summary>
    public string Json => JsonNode.Parse(Row.Record)!.ToJsonString(Indented);

    internal static AuditEntry Of(AuditRow row) => new(row, AuditedChange.Of(row.Record), (string?)JsonNode.Parse(row.Record)?["errorCode"]);
}
