using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;

namespace Guildhall.Domain.Products;

/// <summary>Switches requests on or off, and renames the policy. private-marketplace.md 4.4. Works while not live too; pages are stricter (M-15).</summary>
public sealed record UpdateProcurementPolicy(PolicyConfiguration Configuration, string? Name = null, string? Description = null) : PolicyChange
{
    public override IEnumerable<Problem> Validate() => [.. Texts.OptionalName(Name), .. Texts.Description(Description)];

    protected override void Apply(Workspace workspace, Experience experience, ProcurementPolicy policy) => workspace.Put(experience with
    {
        Policy = policy with
        {
            Name = Name ?? policy.Name,
            Description = Description ?? policy.Description,
            RequestsAllowed = Configuration.RequestsAllowed,
        },
    });
}
