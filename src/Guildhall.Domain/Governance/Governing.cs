using System.Collections.Immutable;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;

namespace Guildhall.Domain.Governance;

/// <summary>
/// Who governs an account or OU, by the plain walk of private-marketplace.md 5.1: the nearest experience that governs decides alone. Rules of
/// change sets ask here, on the state they work on; questions in numbers are answered by a snapshot that must agree with this.
/// </summary>
/// <param name="Experience">The governing experience, or null when nothing governs.</param>
/// <param name="Relationship">Null when nothing governs.</param>
/// <param name="Node">Where the governing experience was found; null when nothing governs.</param>
/// <param name="Path">All nodes from the one asked about up to the top; empty when the organization does not have it.</param>
public sealed record Governing(Experience? Experience, Relationship? Relationship, PrincipalId? Node, ImmutableArray<PathStep> Path)
{
    /// <summary>Walks up from an account, an OU or the organization (also by its root id).</summary>
    public static Governing Of(PrivateMarketplace marketplace, PrincipalId from)
    {
        var tree = marketplace.Organization.Tree;
        var path = ImmutableArray.CreateBuilder<PathStep>();
        Experience? governs = null;
        PrincipalId? decider = null;
        for (var node = tree.Find(from.Value) ?? -1; node >= 0; node = tree.Parents[node])
        {
            var step = Step(marketplace, tree.Nodes[node], decided: governs is not null);
            path.Add(step);
            if (step.Outcome == NodeOutcome.Governs) (governs, decider) = (marketplace.GetExperience(step.Experience!.Value), step.Id);
        }

        return new Governing(governs, Relation(decider, path), decider, path.ToImmutable());
    }

    private static Relationship? Relation(PrincipalId? decider, ImmutableArray<PathStep>.Builder path) =>
        decider is null ? null
        : decider == path[0].Id ? Governance.Relationship.Associated
        : Governance.Relationship.Inherited;

    private static PathStep Step(PrivateMarketplace marketplace, OrganizationNode node, bool decided)
    {
        var experience = marketplace.Associations.TryGetValue(node.Id, out var id) ? marketplace.GetExperience(id) : null;
        return new PathStep(node.Id, node.Kind, experience?.Id, Outcome(experience, marketplace.Organization, node.Kind, decided));
    }

    /// <summary>What a node contributes by the experience associated with it; <paramref name="decided"/> when a nearer node governs.</summary>
    internal static NodeOutcome Outcome(Experience? experience, Organization organization, NodeKind kind, bool decided) => experience switch
    {
        null => NodeOutcome.NoExperience,
        { Archived: true } => NodeOutcome.Archived,
        { Live: false } => NodeOutcome.NotLive,
        _ when !Counts(organization, kind) => NodeOutcome.IntegrationDisabled,
        _ => decided ? NodeOutcome.Overridden : NodeOutcome.Governs,
    };

    /// <summary>Whether associations of such nodes govern: decisions.md 15.</summary>
    internal static bool Counts(Organization organization, NodeKind kind) => organization.IsStandalone || organization.Integration switch
    {
        Integration.Enabled => true,
        Integration.NeverEnabled => kind == NodeKind.Account,
        _ => false,
    };
}
