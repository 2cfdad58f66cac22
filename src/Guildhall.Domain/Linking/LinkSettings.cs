using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Guildhall.Domain.Vending;

namespace Guildhall.Domain.Linking;

/// <summary>What new accounts of a link get beside their address, and what may be changed at any time. vendor-integration.md 3.</summary>
public sealed partial record LinkSettings
{
    /// <summary>AWS's limit for one target since May 2026 (aws-operations.md 0.7).</summary>
    public const int MostPolicies = 10;

    /// <summary>Where new accounts are moved, <c>ou-…</c> or <c>r-…</c>; null for the root, where AWS makes them.</summary>
    public string? Parent { get; init; }

    /// <summary>Service control policies attached to each new account.</summary>
    public ImmutableArray<string> Policies { get; init; } = [];

    /// <summary>The role that AWS makes in each new account.</summary>
    public string RoleName { get; init; } = "OrganizationAccountAccessRole";

    /// <summary>Whether users of a new account may see what AWS charges. Off: customers see our prices.</summary>
    public bool SeesBilling { get; init; }

    /// <summary>Tags of each new account, by key.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether orders of those who do not manage the organization wait until an approver agrees. vendor-integration.md 11.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>Whether the closing of an account waits until another person confirms it. vendor-integration.md 14.2.</summary>
    public bool ClosesByTwo { get; init; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Everything that is wrong, by the member's name; empty when nothing is.</summary>
    public IEnumerable<Problem> Faults()
    {
        if (Parent is { } parent && !ParentForm().IsMatch(parent)) yield return Problem.Malformed("Enter an organizational unit (ou-…) or the root (r-…).", nameof(Parent));
        if (Policies.Length > MostPolicies) yield return Problem.Malformed($"AWS allows {MostPolicies} policies for an account.", nameof(Policies));
        foreach (var policy in Policies.Where(p => !PolicyForm().IsMatch(p))) yield return Problem.Malformed($"{policy} is not the ID of a policy (p-…).", nameof(Policies));
        if (!RoleForm().IsMatch(RoleName)) yield return Problem.Malformed("A role name has 1 to 64 letters, digits and _+=,.@-.", nameof(RoleName));
        if (Tags.Count > TagForm.Most) yield return Problem.Malformed("AWS allows 50 tags for an account.", nameof(Tags));
        foreach (var fault in Tags.Select(t => TagForm.Fault(t.Key, t.Value)).OfType<string>()) yield return Problem.Malformed(fault, nameof(Tags));
        if (!CurrencyForm().IsMatch(Currency)) yield return Problem.Malformed("A currency has three capital letters (ISO 4217).", nameof(Currency));
    }

    [GeneratedRegex(@"\A(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})\z")]
    private static partial Regex ParentForm();

    [GeneratedRegex(@"\Ap-[0-9a-zA-Z_]{8,128}\z")]
    private static partial Regex PolicyForm();

    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@-]{1,64}\z")]
    private static partial Regex RoleForm();

    [GeneratedRegex(@"\A[A-Z]{3}\z")]
    private static partial Regex CurrencyForm();
}
