using System.Collections.Immutable;

namespace Guildhall.Domain.Organizations;

/// <summary>An account or OU that hangs elsewhere now.</summary>
public readonly record struct NodeMove(PrincipalId Id, PrincipalId From, PrincipalId To);

/// <summary>An account that was closed, suspended, reopened …</summary>
public readonly record struct AccountStateChange(AccountId Account, AccountState From, AccountState To);

/// <summary>How one tree differs from an earlier one of the same organization.</summary>
public sealed record TreeDifference
{
    /// <summary>Accounts and OUs that were not there.</summary>
    public ImmutableArray<PrincipalId> Added { get; init; } = [];

    /// <summary>Accounts and OUs that are not there any more: their associations must go (issue: <c>Organization sync</c> change set).</summary>
    public ImmutableArray<PrincipalId> Vanished { get; init; } = [];

    public ImmutableArray<NodeMove> Moved { get; init; } = [];

    /// <summary>Accounts and OUs with another name or e-mail address.</summary>
    public ImmutableArray<PrincipalId> Renamed { get; init; } = [];

    public ImmutableArray<AccountStateChange> StateChanges { get; init; } = [];

    public bool IsEmpty => Added.IsEmpty && Vanished.IsEmpty && Moved.IsEmpty && Renamed.IsEmpty && StateChanges.IsEmpty;

    /// <summary>What <paramref name="after"/> has otherwise than <paramref name="before"/>; without a before, everything is added.</summary>
    public static TreeDifference Between(OrganizationTree? before, OrganizationTree after)
    {
        if (before is null) return new TreeDifference { Added = [.. after.Nodes.Select(n => n.Id)] };
        var vanished = before.Nodes.Where(n => after.Find(n.Id.Value) is null).Select(n => n.Id);
        var added = after.Nodes.Where(n => before.Find(n.Id.Value) is null).Select(n => n.Id);
        var moved = ImmutableArray.CreateBuilder<NodeMove>();
        var renamed = ImmutableArray.CreateBuilder<PrincipalId>();
        var states = ImmutableArray.CreateBuilder<AccountStateChange>();
        for (var number = 0; number < after.Nodes.Length; number++)
        {
            var now = after.Nodes[number];
            if (before.Find(now.Id.Value) is not { } earlier) continue;
            var then = before.Nodes[earlier];
            if (ParentOf(before, earlier) != ParentOf(after, number)) moved.Add(new NodeMove(now.Id, ParentOf(before, earlier), ParentOf(after, number)));
            if (then.Name != now.Name || then.Email != now.Email) renamed.Add(now.Id);
            if (then.State != now.State) states.Add(new AccountStateChange(new AccountId(now.Id.Value), then.State, now.State));
        }

        return new TreeDifference
        {
            Added = [.. added],
            Vanished = [.. vanished],
            Moved = moved.DrainToImmutable(),
            Renamed = renamed.DrainToImmutable(),
            StateChanges = states.DrainToImmutable(),
        };
    }

    private static PrincipalId ParentOf(OrganizationTree tree, int node) => tree.Parents[node] is >= 0 and var parent ? tree.Nodes[parent].Id : default;
}
