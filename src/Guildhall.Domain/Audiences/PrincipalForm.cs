using System.Text.RegularExpressions;
using Guildhall.Domain.Organizations;

namespace Guildhall.Domain.Audiences;

/// <summary>The forms of principals. private-marketplace.md 3.4.</summary>
public static partial class PrincipalForm
{
    /// <summary>Whether it is an account, an OU, an organization or a root, by its form.</summary>
    public static bool Matches(string? principal) => principal is not null && Form().IsMatch(principal);

    /// <summary>The principal as it is stored: the root <c>r-…</c> of this organization stands for the organization.</summary>
    public static PrincipalId Stored(string principal, Organization organization) =>
        organization.OrganizationId is { } whole && principal == organization.Tree.RootId ? whole : new PrincipalId(principal);

    /// <summary>
    /// Whether the id alone says that it belongs to another organization: another <c>o-</c> or <c>r-</c>, or an OU made under another root.
    /// An account number says nothing: one of another organization looks like one that does not exist (S-24).
    /// </summary>
    internal static bool Foreign(PrincipalId principal, Organization organization) => !organization.IsStandalone && principal.Value switch
    {
        ['o', '-', ..] => principal != organization.OrganizationId,
        ['r', '-', ..] => principal.Value != organization.Tree.RootId,
        ['o', 'u', '-', .. var rest] => organization.Tree.RootId is { } root && !rest.StartsWith($"{root.AsSpan(2)}-", StringComparison.Ordinal),
        _ => false,
    };

    [GeneratedRegex(@"^([0-9]{12}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}|o-[a-z0-9]{10,32}|r-[0-9a-z]{4,32})\z")]
    private static partial Regex Form();
}
