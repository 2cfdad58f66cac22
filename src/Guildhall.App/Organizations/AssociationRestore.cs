using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Guildhall.App.Access;
using Guildhall.App.Audit;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Organizations;

/// <summary>
/// Brings back the associations that were lost when trusted access was disabled, once it is enabled again. private-marketplace.md 6.3: nothing comes back
/// by itself, and one act restores it.
/// </summary>
public sealed class AssociationRestore(Marketplaces marketplaces, Writer writer, RunSettings settings, TimeProvider clock)
{
    private static readonly Problem NotYours = Problem.Forbidden("Only an administrator of the organization restores its associations.");
    private static readonly Problem NotIntegrated = Problem.Conflict("INTEGRATION_DISABLED", "Trusted access or the service-linked role is missing; create it first.");

    /// <summary>
    /// For the caller's organization. One change set for each experience that had lost something, with what it failed for if it did; none when there is
    /// nothing to restore. Where two experiences had lost the same principal, the first gets it. Refused: the caller does not administer the organization,
    /// <c>INTEGRATION_DISABLED</c>.
    /// </summary>
    public async Task<Result<ImmutableArray<EndedSystemSet>>> RunAsync(Caller caller, string requestId, CancellationToken cancellation)
    {
        var view = marketplaces.FindTenantOf(caller.Account);
        if (view is null || !caller.Actor.Administers(view.Marketplace.Organization)) return NotYours;
        return await writer.WriteAsync(scope => Decide(scope, view.State.Tenant, new Act(caller.Account, caller.Arn, AuditSources.OfOwn(caller.AccessKeyId), requestId)), cancellation);
    }

    /// <summary>The same from the command line, for the operator.</summary>
    public async Task<Result<ImmutableArray<EndedSystemSet>>> RunAsync(TenantId tenant, CancellationToken cancellation)
    {
        if (marketplaces.Find(tenant) is not { } view) return Problem.NotFound($"{tenant} is not linked.");
        var management = view.Marketplace.Organization.ManagementAccount;
        var act = new Act(management, SystemActor.Of(management).Arn, AuditSources.Cli, settings.Ids.Uuid().ToString());
        return await writer.WriteAsync(scope => Decide(scope, tenant, act), cancellation);
    }

    /// <summary>
    /// What <see cref="RunAsync(Caller, string, CancellationToken)"/> would do to accounts, by the same runs and thrown away. What one set is refused for is left
    /// out, as it would be. Refused as that is.
    /// </summary>
    public Result<Preview> Preview(Caller caller)
    {
        var view = marketplaces.FindTenantOf(caller.Account);
        if (view is null || !caller.Actor.Administers(view.Marketplace.Organization)) return NotYours;
        if (!view.Marketplace.Organization.Integrated) return NotIntegrated;
        var context = new RunContext(SystemActor.Of(view.Marketplace.Organization.ManagementAccount), clock.GetUtcNow(), settings.Ids, marketplaces.Catalogue);
        var seen = new HashSet<EntityId>();
        var state = view.Marketplace;
        while (TrustedAccess.Restored(state).FirstOrDefault(set => seen.Add(set.Experience)) is { } next)
        {
            if (ChangeRun.Run(state, next.Plan, context) is ChangeOutcome.Succeeded done) state = done.After;
        }

        return Previews.Between(view.Governance, state);
    }

    private Result<ImmutableArray<EndedSystemSet>> Decide(WriteScope scope, TenantId tenant, Act act)
    {
        if (scope.State(tenant)?.Marketplace.Organization.Integrated != true)
            return NotIntegrated;
        var started = new SystemSets(settings).RunAll(scope, tenant, TrustedAccess.Restored);
        if (!started.IsEmpty) scope.Add(Audit(act, tenant, started, scope.Now));
        return started;
    }

    private static AuditRow Audit(Act act, TenantId tenant, ImmutableArray<EndedSystemSet> started, DateTimeOffset now)
    {
        var record = AuditRecords.Envelope("RestoreAssociations", act.Arn, act.Account.Value, now, []);
        record["responseElements"] = new JsonObject { ["changeSets"] = new JsonArray([.. started.Select(set => (JsonNode)set.Id.Value)]) };
        return new AuditRow
        {
            TenantId = tenant.Value,
            Time = now,
            RequestId = act.RequestId,
            Account = act.Account.Value,
            Arn = act.Arn,
            Source = act.Source,
            EventName = "RestoreAssociations",
            Record = record.ToJsonString(),
        };
    }

    /// <summary>What a restore did, as one sentence for a person.</summary>
    public static string Sentence(ImmutableArray<EndedSystemSet> ended)
    {
        var back = ended.Count(set => set.Failure is null);
        var done = $"{back:N0} {(back == 1 ? "experience has its" : "experiences have their")} associations back.";
        var failed = ended.Where(set => set.Failure is not null).Select(set => $"{set.Experience}: {set.Failure!.Message}").ToList();
        return failed.Count == 0 ? done : $"{done} {failed.Count:N0} could not be restored. {string.Join(' ', failed)}";
    }

    private sealed record Act(AccountId Account, string Arn, string Source, string RequestId);
}
