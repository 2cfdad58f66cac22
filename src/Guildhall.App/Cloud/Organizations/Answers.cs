using System.Collections.Immutable;
using Guildhall.Domain.Organizations;

namespace Guildhall.App.Cloud.Organizations;

/// <summary>One page of a list: items, and the token of the next page; no token, no next page. A page may be empty and still have one.</summary>
public sealed record Page<T>(ImmutableArray<T> Items, string? NextToken)
{
    /// <summary>Records that are nobody's of this organization by their form, one sentence each: they need review and cost the page nothing (S-53).</summary>
    public ImmutableArray<string> Strangers { get; init; } = [];

    /// <summary>How many records AWS sent.</summary>
    public int Count => Items.Length + Strangers.Length;
}

/// <summary>What DescribeOrganization answers.</summary>
public sealed record DescribedOrganization(string Id, string ManagementAccount, bool AllFeatures);

/// <summary>An account as listed or described.</summary>
/// <param name="ManagementAccount">The management account its ARN names.</param>
/// <param name="Organization">The organization its ARN names.</param>
/// <param name="Path">Root, OUs from the top down; empty where AWS gave no <c>Paths</c>.</param>
public sealed record ListedAccount(
    string Id,
    string ManagementAccount,
    string Organization,
    string Name,
    string? Email,
    AccountState State,
    ImmutableArray<string> Path);

/// <summary>An OU as listed or described. <paramref name="Path"/>: root and OUs from the top down, itself last; empty where AWS gave no <c>Path</c>.</summary>
public sealed record ListedUnit(string Id, string Name, ImmutableArray<string> Path);
