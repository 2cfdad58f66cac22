using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.App.Changes;

/// <summary>
/// Takes an accepted set to its end: all of it and SUCCEEDED, or nothing of it and FAILED. There is no third outcome (security.md 6.2).
/// </summary>
/// <param name="Caller">The caller with the rights it has now; null when its key is gone, unless the set is Guildhall's own.</param>
internal sealed record ApplyChangeSet(ChangeSetId Id, Caller? Caller, RunSettings Settings, IReadOnlyDictionary<string, LogoCopy> Logos)
{
    /// <summary>The status the set has afterwards; null when there is no such set.</summary>
    public ChangeSetStatus? Decide(WriteScope scope)
    {
        if (scope.FindChangeSet(Id.Value) is not { } row) return null;
        if (row.Status != ChangeSetStatus.Preparing || scope.State(new TenantId(row.TenantId)) is not { } state) return row.Status;
        var plan = PlannedSet.Of(StoredChanges.Read(row.Changes), Settings.Ids);
        var outcome = Refused(row, state, plan) ?? ChangeRun.Run(state.Marketplace, plan.InOrder, Settings.Context(row, scope.Now, Logos) with { PrincipalsInUse = OpenSets.PrincipalsBefore(state, Id) });
        var ended = EndedChangeSet.Of(row, state, plan, outcome);
        ended.Stage(scope, Settings.Marketplaces.Catalogue);
        return ended.Status;
    }

    /// <summary>A right withdrawn since the set was accepted fails it (security.md 4.2).</summary>
    private ChangeOutcome.Failed? Refused(ChangeSetRow row, TenantState state, PlannedSet plan)
    {
        if (row.System) return null;
        var intent = row.ValidateOnly ? "VALIDATE" : "APPLY";
        var refused = Caller is null
            ? plan.Changes.ToImmutableSortedDictionary(c => c.Place, _ => Problem.Forbidden("The access key this change set was started with is no longer valid."))
            : ChangeSetRights.Check(Caller, state, plan.Changes, intent, TagsOf(row, state));
        return refused.IsEmpty ? null : new ChangeOutcome.Failed(refused.ToImmutableSortedDictionary(r => r.Key, r => ImmutableArray.Create(r.Value)));
    }

    private static ImmutableSortedDictionary<string, string> TagsOf(ChangeSetRow row, TenantState state) =>
        state.Tags.GetValueOrDefault(Arns.ChangeSet(new AccountId(row.Owner), row.Id), ImmutableSortedDictionary<string, string>.Empty);
}

/// <summary>What every run of this process is given. See <see cref="RunContext"/>.</summary>
public sealed record RunSettings(IdSource Ids, Marketplaces Marketplaces)
{
    public bool AcceptUnknownProducts { get; init; }

    internal RunContext Context(ChangeSetRow row, DateTimeOffset now, IReadOnlyDictionary<string, LogoCopy> logos) =>
        new(new(new AccountId(row.Account), row.Arn, row.MarketplaceManager, row.System), now, Ids, Marketplaces.Catalogue)
        {
            AcceptUnknownProducts = AcceptUnknownProducts,
            Logos = logos,
        };
}
