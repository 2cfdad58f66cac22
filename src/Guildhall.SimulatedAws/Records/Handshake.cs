using System.Collections.Immutable;

namespace Guildhall.SimulatedAws.Records;

/// <summary>An invitation of an account to an organization, and what became of it (aws-operations.md A.6).</summary>
internal sealed record Handshake : IRecord
{
    public required string Id { get; init; }
    public required string OrganizationId { get; init; }

    /// <summary>Whom the sender named: an account's id or its root user's address.</summary>
    public required string Target { get; init; }

    /// <summary>Whether <see cref="Target"/> is an address.</summary>
    public bool ByEmail { get; init; }

    public string? Notes { get; init; }
    public required HandshakeState State { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was accepted, declined or cancelled, or expired.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What the account is tagged with once it has joined.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Addresses count without their case.</summary>
    public string Recipient => ByEmail ? RecipientOf(Target) : Target;

    public static string RecipientOf(string email) => email.ToLowerInvariant();
}

/// <summary>AWS's words. An invitation of one account is open from the start: REQUESTED is for handshakes with more to ask.</summary>
internal enum HandshakeState
{
    OPEN,
    CANCELED,
    ACCEPTED,
    DECLINED,
    EXPIRED,
}
