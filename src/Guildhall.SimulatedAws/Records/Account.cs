using System.Collections.Immutable;

namespace Guildhall.SimulatedAws.Records;

/// <summary>An AWS account. The member that says in which organization it is, is absent for a stand-alone account.</summary>
internal sealed record Account : IRecord
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string Email { get; init; }
    public required AccountState State { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public Membership? Membership { get; init; }

    /// <summary>What stands in place of the id in sign-in addresses; one account of AWS has it.</summary>
    public string? Alias { get; init; }

    /// <summary>Alternate contacts by their type.</summary>
    public ImmutableSortedDictionary<string, AlternateContact> Contacts { get; init; } = ImmutableSortedDictionary<string, AlternateContact>.Empty;

    /// <summary>When a closure that was asked for becomes effective; set while <see cref="AccountState.PENDING_CLOSURE"/>.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When a closed account disappears for good: 90 days after its closure (aws-operations.md A.6).</summary>
    public DateTimeOffset? EndsAt { get; init; }
}

/// <summary>Whom AWS tells beside the root user.</summary>
internal sealed record AlternateContact(string Name, string Title, string EmailAddress, string PhoneNumber);

internal sealed record Membership(string OrganizationId, string ParentId, JoinedMethod Method, DateTimeOffset Since);

/// <summary>AWS's words for the state of an account (aws-operations.md A.2).</summary>
internal enum AccountState
{
    PENDING_ACTIVATION,
    ACTIVE,
    SUSPENDED,
    PENDING_CLOSURE,
    CLOSED,
}

internal enum JoinedMethod
{
    INVITED,
    CREATED,
}
