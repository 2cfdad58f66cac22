using Guildhall.Domain.Access;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Organizations;

namespace Guildhall.Domain.Experiences;

/// <summary>Refusals that several experience changes share. Codes: private-marketplace.md 4.</summary>
internal static class ExperienceProblems
{
    public static Problem NotAdministrator(Actor actor) =>
        Problem.Forbidden($"Account {actor.Account} is neither the management account nor a delegated administrator of the private marketplace.");

    public static Problem Archived(Experience experience) =>
        Problem.Conflict("EXPERIENCE_RESTRICTED", $"{experience.Id} is archived; reactivate it first.");

    public static Problem NotCreator(Experience experience) =>
        Problem.Forbidden($"{experience.Id} was created by account {experience.CreatedBy}; before the integration only that account archives and reactivates it.");

    /// <summary>In an organization that never enabled the integration only the creating account archives and reactivates (M-05).</summary>
    public static bool MayArchive(Workspace workspace, Experience experience) =>
        workspace.Organization.Integration != Integration.NeverEnabled
        || workspace.Organization.IsStandalone
        || workspace.Actor.System
        || workspace.Actor.MarketplaceManager
        || workspace.Actor.Account == experience.CreatedBy;
}
