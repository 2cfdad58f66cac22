using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.ChangeSets;

/// <summary>Trying a failed or cancelled change set again: its effect on the state of now, then a new set with the changes as they were sent. private-marketplace.md 7.1.</summary>
internal sealed class RetryPages(Installation guildhall)
{
    private static readonly Crumb Above = new("Change sets", "/console/change-sets");

    public void Map(PageRoutes pages)
    {
        pages.Post("/console/change-sets/{id}/retry/review", null, (call, cancellation) => OnEndedAsync(call, (set, draft) => ReviewAsync(call, set, draft, [], cancellation), cancellation));
        pages.Post("/console/change-sets/{id}/retry", null, (call, cancellation) => OnEndedAsync(call, (set, draft) => RetryAsync(call, set, draft, cancellation), cancellation));
    }

    private async ValueTask<PageAnswer> OnEndedAsync(PageCall call, Func<ChangeSetRow, ChangeSetDraft, ValueTask<PageAnswer>> handler, CancellationToken cancellation)
    {
        var set = await guildhall.ChangeSetQueries.DescribeAsync(call.Caller, call.Route("id"), cancellation);
        if (set.Refused) return new PageAnswer.Refused(set.Problems);
        if (set.Value.Status is not (ChangeSetStatus.Failed or ChangeSetStatus.Cancelled)) return new PageAnswer.SeeOther(Address(set.Value), Flash.Problem("Only a change that failed or was cancelled can be tried again."));
        return await handler(set.Value, new ChangeSetDraft([.. StoredChanges.Read(set.Value.Changes).Select(DraftOf)]) { Name = set.Value.Name, Intent = set.Value.ValidateOnly ? "VALIDATE" : "APPLY" });
    }

    /// <summary>The changes may be refused again: then the reasons of now are shown instead of a button.</summary>
    private async ValueTask<PageAnswer> ReviewAsync(PageCall call, ChangeSetRow set, ChangeSetDraft draft, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var lead = set.ValidateOnly ? "The same changes are validated once more; nothing is changed." : "The same changes are sent once more, on the state of now:";
        var preview = await guildhall.Previews.OfAsync(call.Caller, draft, cancellation);
        return new ChangeReview($"Retry: {set.Name}", lead, Address(set) + "/retry", "Retry", Address(set), preview.Refused ? PageProblems.Of(preview.Problems) : preview)
        {
            Lines = [.. draft.Changes.Select(c => $"{c.ChangeType} {(c.Identifier is { } id ? NameOf(call, id) : "")}")],
            Problems = problems,
        }.Page(FrameKind.Console, Above, new Crumb(set.Name, Address(set)));
    }

    private async ValueTask<PageAnswer> RetryAsync(PageCall call, ChangeSetRow set, ChangeSetDraft draft, CancellationToken cancellation)
    {
        if (!set.ValidateOnly && DangerousChanges.AreIn(draft.Changes) && call.RequireProof() is { } first) return first;
        var started = await guildhall.ChangeSets.StartAsync(call.Caller, draft with { ClientRequestToken = call.FormKey }, call.RequestId, cancellation);
        return started.Refused
            ? await ReviewAsync(call, set, draft, PageProblems.Of(started.Problems), cancellation)
            : new PageAnswer.SeeOther($"/console/change-sets/{started.Value.Id}", new Flash(FlashKind.Information, "Started again, with the same changes. This is the new change set."));
    }

    private static string NameOf(PageCall call, string identifier) =>
        call.Tenant?.Marketplace.FindExperience(new EntityId(identifier.Split('@')[0]))?.Name ?? identifier;

    private static string Address(ChangeSetRow set) => "/console/change-sets/" + set.Id;

    private static ChangeDraft DraftOf(StoredChange change) => new(change.ChangeType, change.EntityType)
    {
        Identifier = change.Identifier,
        ChangeName = change.ChangeName,
        DetailsDocument = change.Details,
        EntityTags = change.EntityTags?.Select(t => new Tag(t.Key, t.Value)).ToList(),
    };
}
