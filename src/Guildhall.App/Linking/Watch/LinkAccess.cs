using System.Text.Json.Nodes;
using Guildhall.App.Audit;
using Guildhall.App.Events;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Linking;

namespace Guildhall.App.Linking.Watch;

/// <summary>What verifications make of a link: its access is lost, so that nothing is ordered in it, and is there again. vendor-integration.md 9, 16.</summary>
internal static class LinkAccess
{
    /// <summary>
    /// Stages what a verification means. One of credentials that were replaced meanwhile, or of a link that is set up or stands still by a person's will, refuses nothing.
    /// </summary>
    /// <param name="asked">The link as it was when AWS was asked.</param>
    /// <param name="at">When that was.</param>
    public static void Stage(WriteScope scope, LinkRow asked, Verified verified, DateTimeOffset at, string requestId)
    {
        if (scope.Db.Links.Find(asked.Id) is not { State: not LinkStates.Removed } link || link.CredentialsAt != asked.CredentialsAt) return;
        if (verified.Seen == Verification.Refused && link.State is not (LinkStates.Active or LinkStates.Degraded)) return;
        var before = new AccessStanding(link.RefusedVerifications, link.RefusedAt, link.LostAt);
        var after = before.After(verified.Seen, at);
        if (verified.Seen == Verification.Taken) LinkRows.Follow(scope, link.Id, l => l.VerifiedAt = at);
        if (after == before) return;
        LinkRows.Follow(scope, link.Id, l => (l.RefusedVerifications, l.RefusedAt, l.LostAt) = (after.Refusals, after.RefusedAt, after.LostAt));
        if (before.LostAt is null && verified.Seen == Verification.Refused) Refused(scope, link, after, verified.Reason!, requestId);
        if (before.LostAt is not null && after.LostAt is null) Back(scope, link, requestId);
    }

    /// <summary>Stages that AWS takes the credentials, which a person has just given: what was counted against the old ones is forgotten.</summary>
    public static void StageOther(WriteScope scope, LinkRow link, string requestId)
    {
        LinkRows.Follow(scope, link.Id, l =>
        {
            Forget(l);
            CheckSoon(l, scope.Now);
        });
        if (link.LostAt is not null) Tell(scope, link, "OrganizationRecovered", $"{link.Id}-{requestId}", []);
    }

    /// <summary>AWS has just taken the credentials.</summary>
    public static void Forget(LinkRow link) => (link.RefusedVerifications, link.RefusedAt, link.LostAt, link.LostReason) = (0, null, null, null);

    private static void Refused(WriteScope scope, LinkRow link, AccessStanding after, string reason, string requestId)
    {
        Audit(scope, link, "OrganizationVerificationFailed", requestId, new JsonObject { ["organizationLinkId"] = link.Id, ["reason"] = reason, ["inARow"] = after.Refusals });
        if (after.LostAt is null) return;
        LinkRows.Follow(scope, link.Id, l => (l.State, l.LastProblem, l.LostReason) = (LinkStates.Degraded, $"Credentials needed: {reason}", reason));
        Tell(scope, link, "OrganizationDegraded", $"{link.Id}-{requestId}", new JsonObject { ["reason"] = reason });
    }

    /// <summary>Orders under way and steps go on at once.</summary>
    private static void Back(WriteScope scope, LinkRow link, string requestId)
    {
        var (state, problem) = LinkRetry.StateOf(scope.Db, link);
        LinkRows.Follow(scope, link.Id, l =>
        {
            (l.State, l.LastProblem, l.LostReason) = (state, problem, null);
            CheckSoon(l, scope.Now);
        });
        LinkRetry.Hurry(scope, link.Id);
        Tell(scope, link, "OrganizationRecovered", $"{link.Id}-{requestId}", []);
    }

    /// <summary>What failed without access is checked anew, rather than told of until tomorrow.</summary>
    private static void CheckSoon(LinkRow link, DateTimeOffset now)
    {
        if (link.PreflightPassed == false) link.PreflightDue = now;
    }

    /// <summary>An event of the organization, and its audit record.</summary>
    /// <param name="key">What makes it one: the same key is told once.</param>
    public static void Tell(WriteScope scope, LinkRow link, string name, string key, JsonObject more)
    {
        var about = new JsonObject { ["organizationLinkId"] = link.Id, ["name"] = link.Name, ["accountId"] = link.AccountId };
        foreach (var (member, value) in more) about[member] = value?.DeepClone();
        Audit(scope, link, name, key, about);
        if (link.TenantId is { } tenant) scope.Add(OwnEvents.Row(OwnEvents.Organizations, new OwnEvent(tenant, link.AccountId, key, name, about), scope.Now));
    }

    private static void Audit(WriteScope scope, LinkRow link, string name, string requestId, JsonObject about) =>
        LinkAudit.Stage(scope, name, new ActOrigin("guildhall", "", AuditSources.Itself, requestId), link.TenantId, (JsonObject)about.DeepClone());
}
