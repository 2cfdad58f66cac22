using System.Text.Json.Nodes;
using Guildhall.App.Effects;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Linking;

/// <summary>Tries the steps again that failed, wait, or were left out. vendor-integration.md 8.4.</summary>
public sealed class LinkRetry(Writer writer, EffectWorker effects)
{
    private static readonly Problem Nothing = Problem.Conflict("nothing_to_retry", "No step of this organization failed, waits or was left out.");

    /// <summary>Refused: there is no such link, it is paused, <c>nothing_to_retry</c>.</summary>
    public async Task<Result<LinkedOrganization>> RetryAsync(string id, ActOrigin origin, CancellationToken cancellation)
    {
        var retried = await writer.WriteAsync<Result<LinkedOrganization>>(
            scope =>
            {
                var found = LinkRows.Find(scope, id, null);
                if (found.Refused) return found.Problems;
                if (found.Value.State == LinkStates.Paused) return Problem.Conflict(LinkStates.PausedCode, "The organization is paused; resume it first.");
                if (!scope.Db.Effects.AsNoTracking().Where(e => e.Subject == id).ToList().Any(IsOpen)) return Nothing;
                LinkAudit.Stage(scope, "RetryOrganization", origin, found.Value.TenantId, new JsonObject { ["organizationLinkId"] = id });
                Again(scope, id);
                LinkRows.Follow(scope, id, link => link.State = LinkStates.Checking);
                return Links.Of(found.Value) with { State = LinkStates.Checking };
            },
            cancellation);
        if (!retried.Refused) effects.Wake();
        return retried;
    }

    /// <summary>Stages that what has not been brought about is tried at once, and the reading after it.</summary>
    internal static void Again(WriteScope scope, string id) => scope.Stage(db =>
    {
        var entries = db.Effects.Where(e => e.Subject == id && e.State != EffectState.Cancelled && e.State != EffectState.Calling).OrderBy(e => e.Position).ToList();
        foreach (var entry in entries)
        {
            var progress = StepProgress.Read(entry.Progress);
            if (entry.State == EffectState.Done && progress.Skipped is null && entry.Kind != LinkSteps.Read) continue;
            (entry.State, entry.Due, entry.EndedAt, entry.Attempts) = (EffectState.Waiting, scope.Now, null, 0);
            (entry.Problem, entry.ProblemCode, entry.AwsRequestId) = (null, null, null);
            if (progress.Skipped is not null) entry.Progress = (progress with { Skipped = null }).Write();
        }
    });

    /// <summary>What the link's steps say of it: a step that stands still degrades it with its reason, one that is to come is being set up, else it is active.</summary>
    internal static (string State, string? Problem) StateOf(GuildhallDb db, string id)
    {
        var entries = db.Effects.AsNoTracking().Where(e => e.Subject == id && e.State != EffectState.Done && e.State != EffectState.Cancelled).OrderBy(e => e.Position).ToList();
        if (entries.FirstOrDefault(e => e.State is EffectState.Failed or EffectState.NeedsReview) is { } stands) return (LinkStates.Degraded, $"{LinkSteps.TitleOf(stands.Kind)}: {stands.Problem}");
        return (entries.Count > 0 ? LinkStates.Checking : LinkStates.Active, null);
    }

    /// <summary>What a link is that AWS's word on its credentials has stopped, once it takes them: as its steps say, and paused as long as it is.</summary>
    internal static (string State, string? Problem) StateOf(GuildhallDb db, LinkRow link)
    {
        if (link.State is not (LinkStates.Degraded or LinkStates.Paused)) return (link.State, link.LastProblem);
        var (state, problem) = StateOf(db, link.Id);
        return (link.State == LinkStates.Paused ? link.State : state, problem);
    }

    private static bool IsOpen(EffectRow entry) =>
        entry.State is EffectState.Waiting or EffectState.Failed or EffectState.NeedsReview || (entry.State == EffectState.Done && StepProgress.Read(entry.Progress).Skipped is not null);

    /// <summary>Stages that what waits is due now: after a new key, or a resume.</summary>
    internal static void Hurry(WriteScope scope, string id) => scope.Stage(db =>
    {
        foreach (var entry in db.Effects.Where(e => e.LinkId == id && e.State == EffectState.Waiting && e.Due > scope.Now).ToList()) entry.Due = scope.Now;
    });
}
