using System.Collections.Immutable;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.Domain.Audiences;

/// <summary>
/// Adds principals to an experience; the first call makes its audience. One that belongs to an archived experience leaves it silently, one that is
/// here already stays. private-marketplace.md 4.9, M-12, M-14.
/// </summary>
public sealed record AssociateAudience(ImmutableArray<string> Principals, string? Name = null, string? Description = null) : AudienceChange(Principals)
{
    public override IEnumerable<Problem> Validate() => [.. base.Validate(), .. Texts.OptionalName(Name), .. Texts.Description(Description)];

    protected override IEnumerable<Problem> Check(Workspace workspace, Experience experience)
    {
        var present = experience.Audience?.Principals ?? [];
        var full = present.Length + Principals.Length > Audience.Limit && present.Union(PrincipalsIn(workspace.Organization)).Count() > Audience.Limit;
        return full ? [.. base.Check(workspace, experience), AudienceProblems.Full(experience)] : base.Check(workspace, experience);
    }

    protected override Problem? Refusal(Workspace workspace, Experience experience, PrincipalId principal)
    {
        var organization = workspace.Organization;
        if (PrincipalForm.Foreign(principal, organization)) return AudienceProblems.Foreign(principal);
        if (!principal.IsAccount && !organization.Integrated) return AudienceProblems.NotIntegrated(principal);
        if (organization.Tree.Find(principal.Value) is null) return AudienceProblems.NotFound(principal);
        var holder = HolderOf(workspace, principal);
        return holder is null || holder.Id == experience.Id || holder.Archived ? null : AudienceProblems.Elsewhere(principal, holder);
    }

    protected override void Apply(Workspace workspace, Experience experience)
    {
        ImmutableArray<PrincipalId> added =
            [.. PrincipalsIn(workspace.Organization).Where(p => HolderOf(workspace, p)?.Id != experience.Id)];
        foreach (var held in added.GroupBy(p => HolderOf(workspace, p)).Where(g => g.Key is not null))
            workspace.Put(held.Key!.WithoutPrincipals([.. held]));

        var audience = experience.Audience ?? Audience.Create(workspace, experience);
        var unchanged = added.IsEmpty && Name is null && Description is null && experience.Audience is not null;
        workspace.Put(unchanged ? experience : experience with
        {
            Audience = audience with
            {
                Name = Name ?? audience.Name,
                Description = Description ?? audience.Description,
                Principals = audience.Principals.AddRange(added),
                Remembered = [.. audience.Remembered.Except(added)],
            },
        });
    }

    private static Experience? HolderOf(Workspace workspace, PrincipalId principal) =>
        workspace.Current.Associations.TryGetValue(principal, out var id) ? workspace.GetExperience(id) : null;
}
