using System.Collections.Immutable;

namespace Guildhall.Domain.Vending;

/// <summary>How far AWS is with one invitation: the part of the order's ledger entries that outlives a crash. security.md 6.3.</summary>
public sealed record InvitationProgress
{
    /// <summary>Since then nobody knows what AWS did with the last call; null when that is known.</summary>
    public DateTimeOffset? UnknownAt { get; init; }

    /// <summary>Some call's outcome was unknown once: an account that has joined meanwhile may have answered our own invitation.</summary>
    public bool EverUnknown { get; init; }

    /// <summary>AWS says that an invitation is open, and it was not found to be ours yet.</summary>
    public bool AlreadyOpen { get; init; }

    /// <summary>Calls in a row that AWS put off.</summary>
    public int PutOff { get; init; }

    /// <summary>Since then AWS says that it still prepares the organization; null when it does not say so.</summary>
    public DateTimeOffset? UnreadySince { get; init; }

    /// <summary>Earlier invitations of the order, that have ended.</summary>
    public ImmutableArray<string> Former { get; init; }

    /// <summary>The order was taken back: the invitation is to be cancelled.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>Reminders so far.</summary>
    public int Reminded { get; init; }

    /// <summary>The number of the last attempt that ended in order: a gap to the next one's tells of an attempt that was cut off.</summary>
    public int Ended { get; init; }

    /// <summary>Attempts for earlier invitations of the order.</summary>
    public int Since { get; init; }

    /// <summary>The same as an attempt finds it. One that was cut off may have called.</summary>
    public InvitationProgress Begun(int attempt, DateTimeOffset now) => attempt == Ended + 1 ? this : Unknown(now);

    public InvitationProgress Unknown(DateTimeOffset now) => this with { UnknownAt = now, EverUnknown = true };

    public bool IsFormer(string id) => !Former.IsDefault && Former.Contains(id, StringComparer.Ordinal);

    /// <summary>As another invitation of the order begins.</summary>
    public InvitationProgress Again(string? ended, int attempts) => new() { Former = ended is null ? Former : [.. Former.IsDefault ? [] : Former, ended], Ended = attempts };
}
