using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;

namespace Guildhall.Domain.Governance;

/// <summary>
/// Who governs each node, by integers: the experience directly associated with the node itself, whatever its state, and the seat from which it
/// is governed. Both are indexed like the tree's nodes.
/// </summary>
internal sealed class GovernorTable
{
    private readonly int[] _direct;
    private readonly Seat[] _seats;

    private GovernorTable(int[] direct, Seat[] seats) => (_direct, _seats) = (direct, seats);

    /// <summary>The nearest node upward whose experience governs, and that experience's number; -1 and -1 for none.</summary>
    public Seat SeatOf(int node) => _seats[node];

    /// <summary>The number of the experience associated with the node itself, whatever its state; -1 for none.</summary>
    public int DirectOf(int node) => _direct[node];

    public static GovernorTable Build(PrivateMarketplace marketplace, ExperienceTable experiences)
    {
        var tree = marketplace.Organization.Tree;
        var direct = new int[tree.Nodes.Length];
        Array.Fill(direct, -1);
        foreach (var (principal, experience) in marketplace.Associations)
        {
            if (tree.Find(principal.Value) is { } node) direct[node] = experiences.NumberOf(experience);
        }

        return Pass(direct, marketplace.Organization, experiences);
    }

    /// <summary>The table of the next version: remade only as far as tree, associations, live experiences or integration differ.</summary>
    /// <param name="changed">Numbers of the experiences that differ between <paramref name="before"/> and <paramref name="now"/>.</param>
    public GovernorTable After(
        PrivateMarketplace from, PrivateMarketplace next, ExperienceTable before, ExperienceTable now, IReadOnlyList<int> changed)
    {
        if (!ReferenceEquals(from.Organization.Tree, next.Organization.Tree)) return Build(next, now);
        var direct = ReferenceEquals(from.Associations, next.Associations) ? _direct : Follow(next, before, now, changed);
        return direct == _direct
            && from.Organization.Integration == next.Organization.Integration
            && changed.All(n => n < before.Count && before[n].Governs == now[n].Governs)
            ? this
            : Pass(direct, next.Organization, now);
    }

    /// <summary>Only principals that left or joined a changed audience can have another experience now.</summary>
    private int[] Follow(PrivateMarketplace next, ExperienceTable before, ExperienceTable now, IReadOnlyList<int> changed)
    {
        int[] direct = [.. _direct];
        foreach (var principal in changed.SelectMany(n => Moved(n < before.Count ? before[n] : null, now[n])))
        {
            if (next.Organization.Tree.Find(principal.Value) is not { } node) continue;
            direct[node] = next.Associations.TryGetValue(principal, out var experience) ? now.NumberOf(experience) : -1;
        }

        return direct;
    }

    private static IEnumerable<PrincipalId> Moved(Experience? before, Experience now)
    {
        var difference = ListDifference<PrincipalId>.Of(
            before?.Audience?.Principals ?? [], now.Audience?.Principals ?? [], static (one, other) => one == other);
        return difference.Gone.Concat(difference.Added);
    }

    /// <summary>Parents come before their children: one pass settles the whole tree.</summary>
    private static GovernorTable Pass(int[] direct, Organization organization, ExperienceTable experiences)
    {
        var parents = organization.Tree.Parents;
        var seats = new Seat[direct.Length];
        for (var node = 0; node < seats.Length; node++)
        {
            var own = direct[node];
            seats[node] =
                own >= 0 && experiences[own].Governs && Governing.Counts(organization, organization.Tree.KindOf(node)) ? new Seat(node, own)
                : parents[node] >= 0 ? seats[parents[node]]
                : new Seat(-1, -1);
        }

        return new GovernorTable(direct, seats);
    }

    /// <summary>Where a node is governed from, and by which experience.</summary>
    internal readonly record struct Seat(int Node, int Experience);
}
