using System.Collections.Immutable;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Changes;

namespace Guildhall.App.Changes;

/// <summary>
/// What open sets keep others from: two sets on different experiences may meet on the same principal, and then the later one fails with
/// <c>ENTITY_IN_USE</c>. private-marketplace.md 2.1.2.
/// </summary>
internal static class OpenSets
{
    /// <param name="changes">As the set's row has them.</param>
    public static OpenSet Of(AccountId account, DateTimeOffset startTime, string changes) =>
        new(account, startTime, Principals(StoredChanges.Read(changes).SelectMany(Known)));

    /// <summary>The principals that changes associate or disassociate.</summary>
    public static ImmutableArray<PrincipalId> Principals(IEnumerable<Change> changes) => [.. changes.SelectMany(c => c switch
    {
        AssociateAudience associate => associate.Principals,
        DisassociateAudience disassociate => disassociate.Principals,
        _ => [],
    }).Select(p => new PrincipalId(p))];

    /// <summary>The principals of sets accepted before this one and not ended, as they are stored: the root means the organization.</summary>
    public static IReadOnlySet<PrincipalId> PrincipalsBefore(TenantState state, ChangeSetId set) =>
        !state.Open.TryGetValue(set, out var own) || own.Principals.IsEmpty
            ? ImmutableHashSet<PrincipalId>.Empty
            : state.Open.Where(o => IsBefore(o, set, own)).SelectMany(o => o.Value.Principals)
                .Select(p => PrincipalForm.Stored(p.Value, state.Marketplace.Organization)).ToHashSet();

    /// <summary>A change that a newer version of Guildhall accepted, and this one does not know, keeps nobody from anything here (F-45).</summary>
    private static IEnumerable<Change> Known(StoredChange stored) =>
        ChangeTypes.Find(stored.ChangeType) is { } type && ChangeDetails.Read(type, stored.Details) is { Refused: false } read ? [read.Value] : [];

    private static bool IsBefore(KeyValuePair<ChangeSetId, OpenSet> other, ChangeSetId set, OpenSet own) =>
        other.Value.StartTime < own.StartTime || (other.Value.StartTime == own.StartTime && string.CompareOrdinal(other.Key.Value, set.Value) < 0);
}
