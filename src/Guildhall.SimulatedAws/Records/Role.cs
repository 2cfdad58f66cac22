using System.Collections.Immutable;

namespace Guildhall.SimulatedAws.Records;

/// <summary>An IAM role of an account, service-linked ones included.</summary>
internal sealed record Role : IRecord
{
    public string Id => Names.Of(AccountId, Name);
    public required string AccountId { get; init; }
    public required string Name { get; init; }
    public required string Path { get; init; }
    public required string UniqueId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The trust policy, a JSON document.</summary>
    public required string TrustPolicy { get; init; }

    public string? Description { get; init; }

    /// <summary>In seconds, 3,600 to 43,200.</summary>
    public int MaxSessionDuration { get; init; } = 3600;

    /// <summary>The service a service-linked role belongs to; none for other roles.</summary>
    public string? LinkedService { get; init; }

    public Permissions Permissions { get; init; } = Permissions.None;
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public string Arn => $"arn:aws:iam::{AccountId}:role{Path}{Name}";
}

/// <summary>The deletion of a service-linked role, which runs on its own (aws-operations.md B).</summary>
internal sealed record RoleDeletion : IRecord
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string RoleName { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? FailureReason { get; init; }
}
