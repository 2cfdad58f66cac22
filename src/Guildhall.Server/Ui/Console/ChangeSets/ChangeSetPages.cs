using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.ChangeSets;

/// <summary><c>/console/change-sets</c>: every change, whoever made it and through whichever door. private-marketplace.md 7.1.</summary>
internal sealed class ChangeSetPages(Installation guildhall)
{
    private const string ListAction = "aws-marketplace:ListChangeSets";
    private static readonly Crumb Above = new("Change sets", "/console/change-sets");

    public void Map(PageRoutes pages)
    {
        pages.Get("/console/change-sets", ListAction, ListAsync);
        pages.Get("/console/change-sets.csv", ListAction, CsvAsync);
        pages.Get("/console/change-sets/{id}", null, ShowAsync);
        pages.Post("/console/change-sets/{id}/cancel", null, CancelAsync);
        new RetryPages(guildhall).Map(pages);
    }

    private async ValueTask<PageAnswer> ListAsync(PageCall call, CancellationToken cancellation)
    {
        if (ExperienceDoor.TenantOf(call) is { Refused: true } closed) return new PageAnswer.Refused(closed.Problems);
        var query = QueryOf(call);
        var sets = await guildhall.ChangeSetQueries.ListAsync(call.Caller, FilterOf(query), query.Cursor.Length > 0 ? query.Cursor : null, cancellation);
        if (sets.Refused) return new PageAnswer.Refused(sets.Problems);
        return PageAnswer.Console<ChangeSetListView>("Change sets", new ChangeSetList(query, [.. sets.Value.Items.Select(s => s.Set)], guildhall.Options.RetentionDays, sets.Value.PreviousToken, sets.Value.NextToken));
    }

    private ValueTask<PageAnswer> CsvAsync(PageCall call, CancellationToken cancellation) => ExperienceDoor.TenantOf(call) is { Refused: true } closed
        ? ValueTask.FromResult<PageAnswer>(new PageAnswer.Refused(closed.Problems))
        : new ChangeSetFile(guildhall).WriteAsync(call, "change-sets", FilterOf(QueryOf(call)), cancellation);

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, CancellationToken cancellation)
    {
        var set = await guildhall.ChangeSetQueries.DescribeAsync(call.Caller, call.Route("id"), cancellation);
        if (set.Refused) return new PageAnswer.Refused(set.Problems);
        return PageAnswer.Console<ChangeSetView>(set.Value.Name, new ShownChangeSet(set.Value, StoredChanges.Read(set.Value.Changes)), Above);
    }

    private async ValueTask<PageAnswer> CancelAsync(PageCall call, CancellationToken cancellation)
    {
        var cancelled = await guildhall.ChangeSets.CancelAsync(call.Caller, call.Route("id"), cancellation);
        var back = "/console/change-sets/" + Uri.EscapeDataString(call.Route("id"));
        if (!cancelled.Refused) return new PageAnswer.SeeOther(back, Flash.Done("Cancelled. Nothing was changed."));
        return cancelled.Problems[0].Kind == ProblemKind.InUse ? new PageAnswer.SeeOther(back, Flash.Problem("It had ended before it could be cancelled.")) : new PageAnswer.Refused(cancelled.Problems);
    }

    private static ListQuery QueryOf(PageCall call) => ListQuery.Of(call, "started", down: true, ["id", "status"]);

    private ChangeSetFilter FilterOf(ListQuery query) => new()
    {
        AnyOwner = true,
        Words = query.Text,
        Ids = query.Value("id") is { Length: > 0 } id ? [id] : [],
        Statuses = ChangeSetList.StatusesOf(query.Value("status")),
        ByEndTime = query.Sort == "ended",
        Ascending = !query.Down,
        Take = ListQuery.PageSize,
        NotEndedBefore = guildhall.Options.Clock.GetUtcNow() - TimeSpan.FromDays(guildhall.Options.RetentionDays),
    };
}

/// <summary>A page of change sets, newest first unless told otherwise.</summary>
/// <param name="Previous">The cursor of the page before; null on the first.</param>
public sealed record ChangeSetList(ListQuery Query, IReadOnlyList<ChangeSetRow> Sets, int RetentionDays, string? Previous, string? Next)
{
    public string Status => Query.Value("status");

    public bool Filtered => Query.HasFilter || Status.Length > 0 || Query.Value("id").Length > 0;

    /// <summary>The states to filter by, as addresses have them and as people read them.</summary>
    public static IReadOnlyList<(string Word, string Title)> States { get; } = [("succeeded", "Succeeded"), ("failed", "Failed"), ("running", "In progress"), ("cancelled", "Cancelled")];

    internal static IReadOnlyList<ChangeSetStatus> StatusesOf(string word) => word switch
    {
        "succeeded" => [ChangeSetStatus.Succeeded],
        "failed" => [ChangeSetStatus.Failed],
        "running" => [ChangeSetStatus.Preparing, ChangeSetStatus.Applying],
        "cancelled" => [ChangeSetStatus.Cancelled],
        _ => [],
    };
}

/// <summary>One change set with its changes.</summary>
public sealed record ShownChangeSet(ChangeSetRow Set, IReadOnlyList<StoredChange> Changes)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool Running => Set.Status is ChangeSetStatus.Preparing or ChangeSetStatus.Applying;

    /// <summary>Where an entity of a change can be seen; null when it has no page.</summary>
    public static string? AddressOf(StoredChange change) => change.Identifier?.Split('@')[0] switch
    {
        { } id when id.StartsWith("exp-", StringComparison.Ordinal) => "/console/experiences/" + id,
        { } id when id.StartsWith("prodprocreq-", StringComparison.Ordinal) => "/console/requests/" + id,
        _ => null,
    };

    /// <summary>The details as JSON with line breaks; the page encodes it.</summary>
    public static string JsonOf(StoredChange change) => JsonSerializer.Serialize(change.Details, Indented);
}
