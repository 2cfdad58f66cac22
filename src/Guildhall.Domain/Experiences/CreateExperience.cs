using Guildhall.Domain.Audiences;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Organizations;

namespace Guildhall.Domain.Experiences;

/// <summary>
/// Makes an experience that is not live, with no policy, branding or audience; a stand-alone account's is associated with that account at once.
/// private-marketplace.md 4.1, decisions.md 15, M-06, M-27.
/// </summary>
/// <param name="Catalog">Known from AWS's shapes (<c>aws-mp-commercial-prod</c>); accepted and ignored.</param>
public sealed record CreateExperience(string Name, string? Description = null, string? Catalog = null) : Change, ICreates
{
    /// <summary>Experiences per organization, archived ones counted. private-marketplace.md 8.</summary>
    public const int Limit = 1_000;

    public override IEnumerable<Problem> Validate() =>
        [.. Texts.Name(Name), .. Texts.Description(Description), .. Texts.Length(Catalog, 255, "Catalog")];

    public override IEnumerable<Problem> Check(Workspace workspace, EntityId target)
    {
        if (!workspace.ActorAdministers) yield return ExperienceProblems.NotAdministrator(workspace.Actor);
        if (workspace.Organization.IsStandalone && !workspace.Current.Experiences.IsEmpty)
            yield return Problem.Limit("A stand-alone account has one experience, and it exists already (archived ones count).");
        else if (workspace.Current.Experiences.Count >= Limit)
            yield return Problem.Limit($"An organization has at most {Limit:N0} experiences, archived ones counted.");
    }

    public override void Apply(Workspace workspace, EntityId target)
    {
        var organization = workspace.Organization;
        var creator = organization.Contains(workspace.Actor.Account) ? workspace.Actor.Account : organization.ManagementAccount;
        var owner = organization.Integration == Integration.NeverEnabled ? creator : organization.ManagementAccount;
        var experience = new Experience(target, 0, workspace.Now, owner, creator, Name, Description ?? "");
        workspace.Put(organization.IsStandalone ? ForItself(workspace, experience) : experience);
    }

    private static Experience ForItself(Workspace workspace, Experience experience) => experience with
    {
        Audience = Audience.Create(workspace, experience) with { Principals = [PrincipalId.Of(workspace.Organization.ManagementAccount)] },
    };
}
