using Guildhall.Domain.Changes;

namespace Guildhall.Domain.Experiences;

/// <summary>Makes an experience that is not live, with no policy, branding or audience. private-marketplace.md 4.1, M-06, M-27.</summary>
/// <param name="Catalog">Known from AWS's shapes (<c>aws-mp-commercial-prod</c>); accepted and ignored.</param>
public sealed record CreateExperience(string Name, string? Description = null, string? Catalog = null) : Change, ICreates
{
    /// <summary>Experiences per organization, archived ones counted. private-marketplace.md 8.</summary>
    public const int Limit = 1_000;

    public override IEnumerable<Problem> Validate() => [.. Texts.Name(Name), .. Texts.Description(Description)];

    public override IEnumerable<Problem> Check(Workspace workspace, EntityId target)
    {
        if (!workspace.Actor.Administers(workspace.Organization)) yield return ExperienceProblems.NotAdministrator(workspace.Actor);
        if (workspace.Organization.IsStandalone && workspace.Current.Experiences.Count > 0)
            yield return Problem.Limit("A stand-alone account has one experience, and it exists already (archived ones count).");
        else if (workspace.Current.Experiences.Count >= Limit)
            yield return Problem.Limit($"An organization has at most {Limit} experiences, archived ones counted.");
    }

    public override void Apply(Workspace workspace, EntityId target)
    {
        var owner = workspace.Organization.Integration == Organizations.Integration.NeverEnabled
            ? workspace.Actor.Account
            : workspace.Organization.ManagementAccount;
        var experience = new Experience(target, 0, workspace.Now, owner, workspace.Actor.Account, Name, Description ?? "");
        workspace.Put(experience);
    }
}
