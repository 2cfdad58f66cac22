using System.Collections.Immutable;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;

namespace Guildhall.Domain.Audiences;

/// <summary>
/// Removes principals from an experience, an archived one too: principals can always be freed. private-marketplace.md 4.10. What Guildhall itself
/// removes after trusted access was disabled is remembered for a restore (6.3).
/// </summary>
public sealed record DisassociateAudience(ImmutableArray<string> Principals) : AudienceChange(Principals)
{
    protected override bool WorksOnArchived => true;

    protected override Problem? Refusal(Workspace workspace, Experience experience, PrincipalId principal) =>
        workspace.Current.Associations.TryGetValue(principal, out var holder) && holder == experience.Id
            ? null
            : AudienceProblems.NotAssociated(principal, experience);

    protected override void Apply(Workspace workspace, Experience experience)
    {
        var principals = PrincipalsIn(workspace.Organization);
        var without = experience.WithoutPrincipals(principals);
        var remember = workspace.Actor.System && workspace.Organization.Integration == Integration.Disabled;
        workspace.Put(remember ? without with { Audience = Remembering(without.Audience!, principals, workspace.Organization) } : without);
    }

    private static Audience Remembering(Audience audience, ImmutableArray<PrincipalId> removed, Organization organization) => audience with
    {
        Remembered = [.. audience.Remembered.Union(removed.Where(p => organization.Tree.Find(p.Value) is not null))],
    };
}
