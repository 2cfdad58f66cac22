using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.Domain.Products;

/// <summary>
/// Gives an experience its only policy, empty: from then on it blocks what is not allowed. Requests are on unless said otherwise.
/// private-marketplace.md 4.3, 5.2.
/// </summary>
public sealed record CreateProcurementPolicy(string Name, string? Description = null, PolicyConfiguration? Configuration = null) : ExperienceChange
{
    public override IEnumerable<Problem> Validate() => [.. Texts.Name(Name), .. Texts.Description(Description)];

    protected override IEnumerable<Problem> Check(Workspace workspace, Experience experience) => experience.Policy is { } present
        ? [Problem.Conflict("ENTITY_ALREADY_EXISTS", $"{experience.Id} has a procurement policy already: {present.Id}.")]
        : [];

    protected override void Apply(Workspace workspace, Experience experience) => workspace.Put(experience with
    {
        Policy = new ProcurementPolicy(workspace.NewId(EntityType.ProcurementPolicy), 0, workspace.Now, Name, Description ?? "")
        {
            RequestsAllowed = Configuration?.RequestsAllowed ?? true,
        },
    });
}
