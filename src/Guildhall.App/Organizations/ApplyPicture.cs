using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Access;
using Guildhall.App.Changes;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Organizations;

/// <summary>
/// Makes a complete picture of an organization count: the tree is replaced, and what must follow (lost trusted access, vanished principals) follows as
/// Guildhall's own change sets in the same transaction. private-marketplace.md 4.9, 6.3; security.md 6.4.
/// </summary>
internal sealed record ApplyPicture(OrganizationPicture Picture, RunSettings Settings, bool AcceptLoss = false)
{
    /// <summary>What was reconciled; a fault changes nothing.</summary>
    public Reconciliation Decide(WriteScope scope)
    {
        var tenant = new TenantId(Picture.OrganizationId.Value);
        var state = scope.State(tenant);
        var result = Reconcile.With(state?.Marketplace.Organization, Picture, AcceptLoss);
        switch (result)
        {
            case Reconciliation.Unchanged:
                TenantRows.StageReading(scope, state! with { ReadAt = scope.Now });
                break;
            case Reconciliation.Changed changed:
                Change(scope, state, changed);
                break;
        }

        return result;
    }

    private void Change(WriteScope scope, TenantState? state, Reconciliation.Changed changed)
    {
        var marketplace = (state?.Marketplace ?? new PrivateMarketplace(changed.After)) with { Organization = changed.After };
        if (changed.IntegratedFirst) marketplace = TrustedAccess.Enabled(marketplace);
        var next = (state ?? new TenantState(marketplace)) with { Marketplace = marketplace, ReadAt = scope.Now };
        TenantRows.StageOrganization(scope, state, next, changed.Tree);
        if (changed.IntegratedFirst) StageOwners(scope, state, marketplace);
        if (changed.TrustedAccessLost) RunAll(scope, changed.After.Tenant, TrustedAccess.Disabled);
        RunAll(scope, changed.After.Tenant, OrganizationSync.Of);
    }

    /// <summary>All experiences have moved to the management account (M-05): their rows follow.</summary>
    private static void StageOwners(WriteScope scope, TenantState? state, PrivateMarketplace marketplace)
    {
        if (state is null) return;
        var moved = marketplace.Experiences.Values.Where(e => !ReferenceEquals(e, state.Marketplace.FindExperience(e.Id))).Select(e => e.Id);
        var version = scope.NextVersion(state.Tenant);
        scope.Stage(db => EntityRows.Save(db, state.Tenant, new ChangeOutcome.Succeeded(marketplace, [.. moved], []), version));
    }

    private void RunAll(WriteScope scope, TenantId tenant, Func<PrivateMarketplace, ImmutableArray<SystemSet>> sets)
    {
        foreach (var set in sets(scope.State(tenant)!.Marketplace)) Run(scope, scope.State(tenant)!, set);
    }

    private void Run(WriteScope scope, TenantState state, SystemSet set)
    {
        var row = Row(scope, state, set);
        var plan = PlannedSet.Of(StoredChanges.Read(row.Changes), Settings.Ids);
        var outcome = ChangeRun.Run(state.Marketplace, set.Plan, Settings.Context(row, scope.Now, new Dictionary<string, Domain.Experiences.LogoCopy>()));
        scope.Add(row);
        scope.Add(new ChangeSetEntityRow { ChangeSetId = row.Id, EntityId = set.Experience.Value });
        EndedChangeSet.Of(row, state, plan, outcome).Stage(scope, Settings.Marketplaces.Catalogue);
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
            Id = Settings.Ids.ChangeSet().Value,
            TenantId = state.Tenant.Value,
            Owner = management.Value,
            Account = management.Value,
            Arn = SystemActor.Of(management).Arn,
            System = true,
            Name = set.Name,
            StartTime = scope.Now,
            NotBefore = scope.Now,
            RequestId = Settings.Ids.Uuid().ToString(),
            Changes = StoredChanges.Write([new StoredChange(ChangeTypes.Of(set.Change).Name, "Experience@1.0", details) { Identifier = set.Experience.Value }]),
        };
    }
}
