using System.Collections.Immutable;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Organizations;

namespace Guildhall.Domain.Audiences;

/// <summary>A change of who an experience is for. Each principal that is refused gets its own problem. private-marketplace.md 4.9, 4.10.</summary>
/// <param name="Principals">1 to 500 different accounts, OUs (<c>ou-…</c>) and organizations (<c>o-…</c>, or the root's <c>r-…</c>).</param>
public abstract record AudienceChange(ImmutableArray<string> Principals) : ExperienceChange
{
    /// <summary>Principals in one change.</summary>
    public const int PrincipalsLimit = 500;

    /// <summary>The principals as they are stored, each once.</summary>
    public ImmutableArray<PrincipalId> PrincipalsIn(Organization organization) =>
        [.. Principals.Select(p => PrincipalForm.Stored(p, organization)).Distinct()];

    public override IEnumerable<Problem> Validate()
    {
        if (Principals.Length is < 1 or > PrincipalsLimit)
            yield return Problem.Malformed($"Principals must have 1 to {PrincipalsLimit} elements.", nameof(Principals));
        for (var i = 0; i < Principals.Length; i++)
        {
            if (!PrincipalForm.Matches(Principals[i]))
                yield return Problem.Malformed($"Principals[{i}] is no account, organizational unit or organization.", $"Principals[{i}]");
        }

        if (Principals.Distinct(StringComparer.Ordinal).Count() < Principals.Length)
            yield return Problem.Malformed("Principals must not repeat one.", nameof(Principals));
    }

    protected override IEnumerable<Problem> Check(Workspace workspace, Experience experience) =>
        PrincipalsIn(workspace.Organization)
            .Select(p => workspace.Context.PrincipalsInUse.Contains(p) ? AudienceProblems.InUse(p) : Refusal(workspace, experience, p))
            .OfType<Problem>();

    /// <summary>Why this principal is refused, or null.</summary>
    protected abstract Problem? Refusal(Workspace workspace, Experience experience, PrincipalId principal);
}
