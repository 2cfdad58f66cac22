using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;

namespace Guildhall.Server.Ui.Pages;

/// <summary>What became of a change that a page asked for.</summary>
internal abstract record ChangeEnd
{
    /// <summary>Done, and seen by every page of this server.</summary>
    public sealed record Succeeded(ChangeSetRow Set) : ChangeEnd
    {
        /// <summary>The id of the entity that a change created or changed, by its place in the set, without revision.</summary>
        public string EntityOf(int place) => StoredChanges.Read(Set.Changes)[place].Identifier!.Split('@')[0];
    }

    /// <summary>Nothing was changed, for these reasons.</summary>
    public sealed record Refused(ImmutableArray<Problem> Problems) : ChangeEnd;

    /// <summary>Not ended within the time a page waits; it goes on by itself.</summary>
    public sealed record Running(ChangeSetId Id) : ChangeEnd;

    /// <summary>Nothing was done yet: it is dangerous, and the person must sign in afresh first.</summary>
    public sealed record Unproved : ChangeEnd;
}

/// <summary>Changes that pages ask for go through the same door as the API's, and are waited for a moment.</summary>
internal sealed class RunningChange(Installation guildhall)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    /// <summary>A change of an entity (<paramref name="type"/> without version); <paramref name="details"/> is written as JSON.</summary>
    public static ChangeDraft Change(string changeType, EntityType type, EntityId? entity, object details, string? name = null) =>
        new(changeType, $"{type}@1.0") { Identifier = entity?.Value, ChangeName = name, DetailsDocument = JsonSerializer.SerializeToElement(details) };

    /// <summary>A change of an experience as the page shows it: refused when another was quicker, as every change with a revision (private-marketplace.md 2.1.1).</summary>
    public static ChangeDraft Change(string changeType, Experience seen, object details) =>
        Change(changeType, EntityType.Experience, seen.Id, details) with { Identifier = $"{seen.Id}@{seen.Revision}" };

    /// <summary>
    /// Starts the set under the form's key, so that sending a form twice does it once, and waits some seconds for its end. Dangerous changes need a fresh
    /// sign-in (S-48): asked here, so that no page escapes it.
    /// </summary>
    /// <param name="part">Tells several sets of one form apart.</param>
    public async Task<ChangeEnd> RunAsync(PageCall call, string name, IReadOnlyList<ChangeDraft> changes, CancellationToken cancellation, string part = "") =>
        DangerousChanges.AreIn(changes) && call.RequireProof() is not null
            ? new ChangeEnd.Unproved()
            : await RunAsync(call, new ChangeSetDraft(changes) { Name = ChangeSetWords.NameOf(name), ClientRequestToken = call.FormKey is { } key ? key + part : null }, cancellation);

    private async Task<ChangeEnd> RunAsync(PageCall call, ChangeSetDraft draft, CancellationToken cancellation)
    {
        var started = await guildhall.ChangeSets.StartAsync(call.Caller, draft, call.RequestId, cancellation);
        if (started.Refused) return new ChangeEnd.Refused(PageProblems.Of(started.Problems));
        var began = guildhall.Options.Clock.GetTimestamp();
        for (var pause = ShortestPause; guildhall.Options.Clock.GetElapsedTime(began) < Patience; pause = pause < LongestPause ? pause * 2 : pause)
        {
            var set = await guildhall.ChangeSetQueries.DescribeAsync(call.Caller, started.Value.Id.Value, cancellation);
            if (set.Refused) return new ChangeEnd.Refused(set.Problems);
            if (set.Value.Status == ChangeSetStatus.Succeeded) return new ChangeEnd.Succeeded(set.Value);
            if (set.Value.Status is ChangeSetStatus.Failed or ChangeSetStatus.Cancelled) return new ChangeEnd.Refused(ChangeSetWords.ReasonsOf(set.Value));
            await Task.Delay(pause, guildhall.Options.Clock, cancellation);
        }

        return new ChangeEnd.Running(started.Value.Id);
    }

    /// <summary>Back to a page with what happened: done, or refused with the reasons, or still running with where to follow it; or a fresh sign-in first.</summary>
    public static PageAnswer Answer(ChangeEnd end, string url, string done) => end switch
    {
        ChangeEnd.Succeeded => new PageAnswer.SeeOther(url, Flash.Done(done)),
        ChangeEnd.Refused refused => new PageAnswer.SeeOther(url, Flash.Problem(string.Join(" ", refused.Problems.Select(p => p.Message).Distinct(StringComparer.Ordinal)))),
        ChangeEnd.Running running => new PageAnswer.SeeOther($"/console/change-sets/{running.Id}", new Flash(FlashKind.Information, "The change is still running. You may leave this page; it goes on.")),
        ChangeEnd.Unproved => new PageAnswer.ProveFirst(),
        _ => throw new InvalidOperationException("A change has four ends."),
    };
}
