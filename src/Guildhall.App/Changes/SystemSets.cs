using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Changes;

namespace Guildhall.App.Changes;

/// <summary>Guildhall's own change sets: written as if accepted and ended in one transaction, the one that made them needed.</summary>
internal sealed class SystemSets(RunSettings settings)
{
    /// <summary>
    /// Runs what follows from the tenant's state in the write's transaction: one set after another, each made of the state that the one before it left; how
    /// they ended. At most one set for each experience.
    /// </summary>
    public ImmutableArray<EndedSystemSet> RunAll(WriteScope scope, TenantId tenant, Func<PrivateMarketplace, ImmutableArray<SystemSet>> sets)
    {
        var seen = new HashSet<EntityId>();
        var ended = ImmutableArray.CreateBuilder<EndedSystemSet>();
        while (sets(scope.State(tenant)!.Marketplace).FirstOrDefault(set => seen.Add(set.Experience)) is { } next) ended.Add(Run(scope, scope.State(tenant)!, next));
        return ended.ToImmutable();
    }

    private EndedSystemSet Run(WriteScope scope, TenantState state, SystemSet set)
    {
        var row = Row(scope, state, set);
        var plan = PlannedSet.Of(StoredChanges.Read(row.Changes), settings.Ids);
        var outcome = ChangeRun.Run(state.Marketplace, set.Plan, settings.Context(row, scope.Now, new Dictionary<string, Domain.Experiences.LogoCopy>()));
        scope.Add(row);
        scope.Add(new ChangeSetEntityRow { ChangeSetId = row.Id, EntityId = set.Experience.Value });
        EndedChangeSet.Of(row, state, plan, outcome).Stage(scope, settings.Marketplaces.Catalogue);
        return new EndedSystemSet(new ChangeSetId(row.Id), set.Experience, (outcome as ChangeOutcome.Failed)?.Problems.Values.SelectMany(p => p).FirstOrDefault());
    }

    private ChangeSetRow Row(WriteScope scope, TenantState state, SystemSet set)
    {
        var management = state.Marketplace.Organization.ManagementAccount;
        var principals = set.Change switch
        {
            DisassociateAudience gone => gone.Principals,
            AssociateAudience back => back.Principals,
            _ => throw new InvalidOperationException($"{set.Change.GetType().Name} is no system change."),
        };
        var details = JsonSerializer.SerializeToElement(new { Principals = principals });
        return new ChangeSetRow
        {
            Id = settings.Ids.ChangeSet().Value,
            TenantId = state.Tenant.Value,
            Owner = management.Value,
            Account = management.Value,
            Arn = SystemActor.Of(management).Arn,
            System = true,
            Name = set.Name,
            StartTime = scope.Now,
            NotBefore = scope.Now,
            RequestId = settings.Ids.Uuid().ToString(),
            Changes = StoredChanges.Write([new StoredChange(ChangeTypes.Of(set.Change).Name, "Experience@1.0", details) { Identifier = set.Experience.Value }]),
        };
    }
}

/// <summary>A set of Guildhall's own that has ended.</summary>
/// <param name="Failure">Why nothing of it was done; null when it succeeded.</param>
public sealed record EndedSystemSet(ChangeSetId Id, EntityId Experience, Problem? Failure);
