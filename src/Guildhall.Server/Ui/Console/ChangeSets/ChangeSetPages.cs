using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Lists;
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
    private const int PerRead = 200;
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
        var next = call.Query["next"].ToString() is { Length: > 0 } token ? token : null;
        var sets = await guildhall.ChangeSetQueries.ListAsync(call.Caller, FilterOf(call), next, cancellation);
        if (sets.Refused) return new PageAnswer.Refused(sets.Problems);
        return PageAnswer.Console<ChangeSetListView>(
            "Change sets", new ChangeSetList([.. sets.Value.Items.Select(s => s.Set)], call.Query["id"].ToString().Trim(), call.Query["status"].ToString(), guildhall.Options.RetentionDays, next is not null, sets.Value.NextToken));
    }

    private async ValueTask<PageAnswer> CsvAsync(PageCall call, CancellationToken cancellation)
    {
        if (ExperienceDoor.TenantOf(call) is { Refused: true } closed) return new PageAnswer.Refused(closed.Problems);
        var filter = FilterOf(call) with { Take = PerRead };
        var first = await guildhall.ChangeSetQueries.ListAsync(call.Caller, filter, null, cancellation);
        if (first.Refused) return new PageAnswer.Refused(first.Problems);
        return new PageAnswer.Download("change-sets.csv", "text/csv; charset=utf-8", async (text, stopping) =>
        {
            await text.WriteAsync(CsvFile.Line(["Id", "Name", "Status", "Changes", "Account", "Started by", "Started", "Ended", "Failure code", "Failure"]));
            for (Page<ChangeSetSummary>? page = first.Value; page is not null; page = await NextAsync(call, filter, page, stopping))
            {
                foreach (var (set, _) in page.Items)
                    await text.WriteAsync(CsvFile.Line([set.Id, set.Name, set.Status, TypesOf(set), set.Account, set.Arn, set.StartTime, set.EndTime, set.FailureCode, set.FailureDescription]));
            }
        });
    }

    private async Task<Page<ChangeSetSummary>?> NextAsync(PageCall call, ChangeSetFilter filter, Page<ChangeSetSummary> page, CancellationToken cancellation) =>
        page.NextToken is { } token ? (await guildhall.ChangeSetQueries.ListAsync(call.Caller, filter, token, cancellation)).Value : null;

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

    internal static string TypesOf(ChangeSetRow set) => string.Join(", ", StoredChanges.Read(set.Changes).Select(c => c.ChangeType).Distinct(StringComparer.Ordinal));

    private ChangeSetFilter FilterOf(PageCall call) => new()
    {
        AnyOwner = true,
        Ids = call.Query["id"].ToString().Trim() is { Length: > 0 } id ? [id] : [],
        Statuses = ChangeSetList.StatusesOf(call.Query["status"].ToString()),
        NotEndedBefore = guildhall.Options.Clock.GetUtcNow() - TimeSpan.FromDays(guildhall.Options.RetentionDays),
    };
}

/// <summary>A page of change sets, newest first.</summary>
/// <param name="Id">The id that is looked for; empty for all.</param>
/// <param name="Status">The word of the state that is looked for; empty for all.</param>
/// <param name="Later">Whether this is not the first page.</param>
public sealed record ChangeSetList(IReadOnlyList<ChangeSetRow> Sets, string Id, string Status, int RetentionDays, bool Later, string? Next)
{
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
