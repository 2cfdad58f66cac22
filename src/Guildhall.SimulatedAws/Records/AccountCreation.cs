using System.Collections.Immutable;

namespace Guildhall.SimulatedAws.Records;

/// <summary>A CreateAccount request and what became of it (aws-operations.md A.6).</summary>
internal sealed record AccountCreation : IRecord
{
    public required string Id { get; init; }
    public required string OrganizationId { get; init; }
    public required string AccountName { get; init; }
    public required string Email { get; init; }
    public required string RoleName { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public required CreationState State { get; init; }

    /// <summary>When the request will be decided; set while it is in progress.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The reason it will fail or has failed for; none while it may still succeed.</summary>
    public string? FailureReason { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }
    public string? AccountId { get; init; }
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

internal enum CreationState
{
    IN_PROGRESS,
    SUCCEEDED,
    FAILED,
}
