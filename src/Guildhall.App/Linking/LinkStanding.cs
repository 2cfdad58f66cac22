using System.Text.Json.Nodes;
using Guildhall.App.Effects;
using Guildhall.App.Linking.Watch;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Linking;

/// <summary>Which link is the default after this one no longer can be.</summary>
/// <param name="Successor">The id of another active link.</param>
/// <param name="None">Whether it was confirmed that there is none.</param>
public sealed record DefaultAfter(string? Successor = null, bool None = false);

/// <summary>Removing a link.</summary>
/// <param name="TypedAccount">The account id, typed to confirm.</param>
/// <param name="Force">Although orders are open, or a billing period is not final.</param>
public sealed record LinkRemoval(string? TypedAccount, bool Force, DefaultAfter Default);

/// <summary>A removed link, and what remains on AWS: Guildhall deletes nothing there.</summary>
public sealed record LinkRemoved(LinkedOrganization Link, IReadOnlyList<string> Remains);

/// <summary>Default, pause, resume and removal. vendor-integration.md 7, 10.</summary>
public sealed class LinkStanding(Writer writer, Preflights preflights, EffectWorker effects)
{
    /// <summary>New accounts go here from now on. Refused: no such link, <c>STALE</c>, <c>DEFAULT_CONFLICT</c>.</summary>
    public Task<Result<LinkChanged>> MakeDefaultAsync(string id, long? version, ActOrigin origin, CancellationToken cancellation) => writer.WriteAsync<Result<LinkChanged>>(
        scope =>
        {
            var found = LinkRows.Find(scope, id, version);
            if (found.Refused) return found.Problems;
            if (LinkEdits.Undefaultable(found.Value) is { } refused) return refused;
            if (found.Value.IsDefault) return new LinkChanged(Links.Of(found.Value), [], []);
            LinkAudit.Stage(scope, "MakeDefaultOrganization", origin, found.Value.TenantId, new JsonObject { ["organizationLinkId"] = id });
            var notice = LinkEdits.Move(scope, found.Value, wanted: true);
            LinkRows.Change(scope, id, origin.Who, _ => { });
            return new LinkChanged(Links.Of(found.Value) with { Default = true, Version = found.Value.Version + 1 }, [notice], []);
        },
        cancellation);

    /// <summary>
    /// Nothing is written on AWS for it, and no account is made; it is still read. Refused: no such link, <c>STALE</c>, it is paused, <c>DEFAULT_CONFLICT</c>
    /// when it is the default and nobody said what comes after it.
    /// </summary>
    public Task<Result<LinkChanged>> PauseAsync(string id, DefaultAfter after, long? version, ActOrigin origin, CancellationToken cancellation) => writer.WriteAsync<Result<LinkChanged>>(
        scope =>
        {
            var found = LinkRows.Find(scope, id, version);
            if (found.Refused) return found.Problems;
            if (found.Value.State == LinkStates.Paused) return Problem.Conflict(LinkStates.PausedCode, "The organization is paused already.");
            if (HandOver(scope, found.Value, after) is { Refused: true } refused) return refused.Problems;
            LinkAudit.Stage(scope, "PauseOrganization", origin, found.Value.TenantId, new JsonObject { ["organizationLinkId"] = id, ["successor"] = after.Successor });
            LinkRows.Change(scope, id, origin.Who, link => link.State = LinkStates.Paused);
            return new LinkChanged(Links.Of(found.Value) with { State = LinkStates.Paused, Default = false, Version = found.Value.Version + 1 }, Notices(found.Value), []);
        },
        cancellation);

    /// <summary>Goes on after a new preflight. Refused: no such link, <c>STALE</c>, it is not paused, <see cref="LinkEdits.PreflightFailed"/>: then it stays paused.</summary>
    public async Task<Result<LinkChanged>> ResumeAsync(string id, long? version, ActOrigin origin, CancellationToken cancellation)
    {
        var run = await preflights.RunAsync(id, origin, cancellation);
        if (run.Refused) return run.Problems;
        if (!run.Value.Passed)
            return (Result<LinkChanged>)System.Collections.Immutable.ImmutableArray.CreateRange(run.Value.Checks.Where(c => c.Result == CheckResult.Fail).Select(c => Problem.Conflict(LinkEdits.PreflightFailed, $"{c.Id}: {c.Message}")));
        var resumed = await writer.WriteAsync<Result<LinkChanged>>(
            scope =>
            {
                var found = LinkRows.Find(scope, id, version);
                if (found.Refused) return found.Problems;
                if (found.Value.State != LinkStates.Paused) return Problem.Conflict("ORGANIZATION_NOT_PAUSED", "The organization is not paused.");
                // What was to be set up when it was paused goes on, and the link is active at its end.
                var (state, problem) = LinkRetry.StateOf(scope.Db, id);
                LinkAudit.Stage(scope, "ResumeOrganization", origin, found.Value.TenantId, new JsonObject { ["organizationLinkId"] = id });
                LinkRows.Change(scope, id, origin.Who, link => (link.State, link.LastProblem) = (state, problem));
                LinkRetry.Hurry(scope, id);
                return new LinkChanged(Links.Of(found.Value) with { State = state, LastProblem = problem, Version = found.Value.Version + 1 }, [], run.Value.Checks);
            },
            cancellation);
        if (!resumed.Refused) effects.Wake();
        return resumed;
    }

    /// <summary>
    /// Forgets the credentials at once and keeps everything else, read only. Refused: no such link, <c>STALE</c>, the account was typed wrong,
    /// <c>OPEN_ORDERS</c> or <c>OPEN_PERIODS</c> without force, <c>DEFAULT_CONFLICT</c> as for pausing.
    /// </summary>
    public Task<Result<LinkRemoved>> RemoveAsync(string id, LinkRemoval removal, long? version, ActOrigin origin, CancellationToken cancellation) => writer.WriteAsync<Result<LinkRemoved>>(
        scope =>
        {
            var found = LinkRows.Find(scope, id, version);
            if (found.Refused) return found.Problems;
            var row = found.Value;
            if (removal.TypedAccount?.Trim() != row.AccountId) return Problem.Malformed($"Type {row.AccountId} to confirm.", LinkMembers.Account);
            if (!removal.Force && Unfinished(scope, row) is { } unfinished) return unfinished;
            if (HandOver(scope, row, removal.Default) is { Refused: true } refused) return refused.Problems;
            LinkAudit.Stage(scope, "RemoveOrganization", origin, row.TenantId, new JsonObject { ["organizationLinkId"] = id, ["accountId"] = row.AccountId, ["force"] = removal.Force, ["secretAccessKey"] = "forgotten" });
            LinkRows.Change(scope, id, origin.Who, Forget);
            OrderEnds.Stage(scope, row, origin);
            scope.Stage(db =>
            {
                foreach (var left in db.Effects.Where(e => e.LinkId == id && e.State != EffectState.Done && e.State != EffectState.Cancelled).ToList())
                    (left.State, left.EndedAt, left.Fence) = (EffectState.Cancelled, scope.Now, left.Fence + 1);
            });
            var after = Links.Of(row) with { State = LinkStates.Removed, Default = false, Credentials = null, RoleArn = null, MaskedKey = "", Version = row.Version + 1 };
            return new LinkRemoved(after, Remains(after));
        },
        cancellation);

    /// <summary>What remains on AWS when a link is removed, one thing a line.</summary>
    public static IReadOnlyList<string> Remains(LinkedOrganization link) => link.TenantId == link.AccountId
        ? [$"Account {link.AccountId}"]
        : [$"Organization {link.TenantId ?? "of account " + link.AccountId} with its accounts", $"Bucket {ReportPlan.BucketOf(new AccountId(link.AccountId))}", $"Cost and Usage Report {ReportPlan.Name}", "The access key or role, until you delete it in the IAM console"];

    /// <summary>Orders of accounts that are not at their end.</summary>
    internal static int OpenOrders(WriteScope scope, string id) => scope.Db.Orders.Count(o => o.LinkId == id && o.EndedAt == null);

    /// <summary>What the link is still needed for; null when nothing.</summary>
    private static Problem? Unfinished(WriteScope scope, LinkRow row)
    {
        var (orders, periods) = (OpenOrders(scope, row.Id), OpenPeriods(scope, row));
        string[] open = [.. orders > 0 ? [$"{orders} open {(orders == 1 ? "order" : "orders")}"] : Array.Empty<string>(), .. periods.Select(p => $"period {p} isn't final")];
        return open.Length == 0 ? null : Problem.Conflict(orders > 0 ? "OPEN_ORDERS" : "OPEN_PERIODS", string.Join(", ", open) + ".");
    }

    /// <summary>Months of which AWS has not issued all invoices, and that were not closed without them: once the link is gone nothing more of them is read.</summary>
    private static List<BillingMonth> OpenPeriods(WriteScope scope, LinkRow row) =>
        [.. scope.Db.BillingMonths.Where(m => m.TenantId == row.TenantId && m.ClosedAt == null && scope.Db.ReportLoads.Any(l => l.Number == m.Load && l.Open)).OrderBy(m => m.Month).Select(m => m.Month).AsEnumerable().Select(m => new BillingMonth(m))];

    private static void Forget(LinkRow link)
    {
        (link.State, link.AccessKeyId, link.EncryptedSecret, link.IsDefault) = (LinkStates.Removed, "", "", false);
        StoredCredentials.ForgetFormer(link);
        (link.RoleArn, link.ExternalId, link.SyncProgress) = (null, null, null);
        LinkAccess.Forget(link);
        link.Lease++;
        link.LeaseUntil = default;
    }

    /// <summary>Stages the default after this link; refused when nobody said which.</summary>
    private static Result<string> HandOver(WriteScope scope, LinkRow row, DefaultAfter after)
    {
        if (!row.IsDefault) return "";
        if (after.Successor is { } id)
        {
            if (id == row.Id || scope.Db.Links.Find(id) is not { State: LinkStates.Active } successor) return Problem.Conflict("DEFAULT_CONFLICT", "Only an active organization can be the default.") with { Member = LinkMembers.Default };
            LinkRows.MakeDefault(scope, successor.Id);
            return successor.Name;
        }

        if (!after.None) return Problem.Conflict("DEFAULT_CONFLICT", $"\"{row.Name}\" is the default: name another organization, or confirm that no organization will be the default.") with { Member = LinkMembers.Default };
        LinkRows.NoDefault(scope);
        return "";
    }

    private static IReadOnlyList<string> Notices(LinkRow row) => row.IsDefault ? [$"\"{row.Name}\" is no longer the default."] : [];
}
