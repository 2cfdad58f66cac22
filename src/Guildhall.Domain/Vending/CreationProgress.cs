namespace Guildhall.Domain.Vending;

/// <summary>How far AWS is with one account: the part of the order's ledger entry that outlives a crash. security.md 6.3.</summary>
public sealed record CreationProgress
{
    /// <summary>The order's turn has come: from then on, and only then, an attempt may have called AWS.</summary>
    public bool MayCall { get; init; }

    /// <summary>It asks for its turn no sooner than then, and holds up nobody until then; null when its turn is all it waits for.</summary>
    public DateTimeOffset? AsksFrom { get; init; }

    /// <summary>AWS's own id of the creation (<c>car-…</c>); null when there is none that counts.</summary>
    public string? RequestId { get; init; }

    /// <summary>When AWS was last told this address.</summary>
    public DateTimeOffset? CalledAt { get; init; }

    /// <summary>Since then nobody knows what AWS did with the last call; null when that is known.</summary>
    public DateTimeOffset? UnknownAt { get; init; }

    /// <summary>Some call's outcome was unknown once: the address is never changed again.</summary>
    public bool EverUnknown { get; init; }

    /// <summary>AWS knows the address although nobody knows of an account: no further call, a person has to look.</summary>
    public bool AddressTaken { get; init; }

    /// <summary>AWS says that it has the same request already: it is looked for.</summary>
    public bool Joined { get; init; }

    /// <summary>Since then AWS says that it still prepares the organization; null when it does not say so.</summary>
    public DateTimeOffset? UnreadySince { get; init; }

    /// <summary>Calls in a row that AWS put off.</summary>
    public int PutOff { get; init; }

    /// <summary>Creations that ended with AWS's own failure.</summary>
    public int InternalFailures { get; init; }

    /// <summary>Addresses drawn after the first.</summary>
    public int NewAddresses { get; init; }

    /// <summary>The database was restored from a backup: whatever was called since is unknown, so AWS is looked at before the order asks for its turn.</summary>
    public bool Restored { get; init; }

    /// <summary>The number of the last attempt that ended in order: a gap to the next one's tells of an attempt that was cut off.</summary>
    public int Ended { get; init; }

    /// <summary>The same as an attempt finds it. One that was cut off where it might have called leaves an unknown outcome.</summary>
    public CreationProgress Begun(int attempt, DateTimeOffset now) =>
        MayCall && RequestId is null && attempt != Ended + 1 ? Unknown(now) : this;

    /// <summary>The same after the database was restored from a backup. A creation that AWS has a number for is asked after as before. security.md 6.6.</summary>
    public CreationProgress AfterRestore(DateTimeOffset now) => RequestId is null ? Unknown(now) with { MayCall = false, AsksFrom = null, Restored = true } : this;

    internal CreationProgress Unknown(DateTimeOffset now) => this with { RequestId = null, UnknownAt = now, EverUnknown = true, UnreadySince = null };
}

/// <summary>What an attempt does first.</summary>
public enum CreationQuestion
{
    /// <summary>Waits for its turn among the orders of the link.</summary>
    Turn,

    /// <summary>Asks how far the known creation is.</summary>
    Status,

    /// <summary>Looks for the account and for creations that may be ours.</summary>
    Look,

    /// <summary>Calls CreateAccount, once.</summary>
    Call,
}
