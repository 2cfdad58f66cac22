namespace Guildhall.Domain.Vending;

/// <summary>
/// The rules by which an order makes one account and never two, as plain functions: the address is the idempotency key, because AWS takes none and refuses
/// an address in use. security.md 6.3, vendor-integration.md 13.2.
/// </summary>
/// <param name="Certainty">How long after a call of unknown outcome AWS is only looked at: 5 minutes with AWS, which gives no bound.</param>
/// <param name="Typed">The address was typed by a person: no other is drawn in its place.</param>
public sealed record CreationRule(TimeSpan Certainty, bool Typed)
{
    /// <summary>Creations of one link that are in progress at most; AWS allows 5.</summary>
    public const int AtOnce = 3;

    /// <summary>AWS gives no bound after which an account that was begun must be seen; this is ours.</summary>
    public static readonly TimeSpan LeastCertainty = TimeSpan.FromMinutes(5);

    /// <summary>After that long AWS is slower than usual, and the order says so.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromMinutes(15);

    /// <summary>AWS prepares a new organization for an hour at most; longer than this is a matter for AWS Support (aws-operations.md A.1, F 1).</summary>
    public static readonly TimeSpan LongestUnready = TimeSpan.FromMinutes(75);

    /// <summary>AWS's word for that.</summary>
    public const string Unready = "FinalizingOrganizationException";

    private const string EmailExists = "EMAIL_ALREADY_EXISTS";
    private const string SameRequest = "CONCURRENT_ACCOUNT_MODIFICATION";
    private const string InternalFailure = "INTERNAL_FAILURE";

    /// <summary>Three more tries within the hour.</summary>
    private static readonly TimeSpan[] AfterInternalFailure = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(40)];

    /// <summary>The first pause between two looks at AWS; it grows to a minute.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What an attempt does with this progress. <see cref="CreationQuestion.Call"/> only when no call's outcome is unknown.</summary>
    public static CreationQuestion Next(CreationProgress progress) =>
        progress is { Restored: true, UnknownAt: not null } ? CreationQuestion.Look
        : !progress.MayCall ? CreationQuestion.Turn
        : progress.RequestId is not null ? CreationQuestion.Status
        : progress.UnknownAt is not null ? CreationQuestion.Look
        : CreationQuestion.Call;

    /// <summary>What follows from what AWS showed.</summary>
    public CreationVerdict Decide(CreationProgress progress, CreationSight sight, DateTimeOffset now) => sight switch
    {
        CreationSight.Told told => OfStatus(progress, told.Status, now),
        CreationSight.StatusGone => new CreationVerdict.Wait(progress.Unknown(now), TimeSpan.Zero),
        CreationSight.Looked looked => OfLook(progress, looked, now),
        CreationSight.PutOff => new CreationVerdict.Wait(progress with { PutOff = progress.PutOff + 1 }, null),
        CreationSight.Unready => OfUnready(progress, now),
        CreationSight.Stumbled => new CreationVerdict.Wait(progress with { PutOff = progress.PutOff + 1, EverUnknown = true }, null),
        CreationSight.NoAnswer => new CreationVerdict.Wait(progress.Unknown(now), LookPause(TimeSpan.Zero)),
        _ => throw new ArgumentOutOfRangeException(nameof(sight)),
    };

    /// <summary>Until AWS is asked for the status again: 5 seconds, growing to a minute, after an hour to 15 minutes (F-17).</summary>
    public TimeSpan StatusPause(TimeSpan sinceCall) => sinceCall < TimeSpan.FromHours(1)
        ? Between(sinceCall / 4, Poll, TimeSpan.FromMinutes(1))
        : Between(sinceCall / 16, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15));

    private CreationVerdict OfStatus(CreationProgress progress, CreationStatus status, DateTimeOffset now) => status switch
    {
        { State: CreationState.Succeeded, AccountId: { } account } => new CreationVerdict.Made(account),
        { State: CreationState.Failed, FailureReason: EmailExists } => AddressRefused(progress, now),
        { State: CreationState.Failed, FailureReason: SameRequest } => new CreationVerdict.Wait(progress.Unknown(now) with { AddressTaken = true, Joined = true }, TimeSpan.Zero),
        { State: CreationState.Failed, FailureReason: InternalFailure } when progress.InternalFailures < AfterInternalFailure.Length => new CreationVerdict.Wait(
            progress with
            {
                MayCall = false,
                AsksFrom = now + AfterInternalFailure[progress.InternalFailures],
                RequestId = null,
                EverUnknown = true,
                InternalFailures = progress.InternalFailures + 1,
            },
            AfterInternalFailure[progress.InternalFailures]),
        { State: CreationState.Failed } => new CreationVerdict.Failed(progress with { RequestId = null }, status.FailureReason ?? "UNKNOWN"),
        _ => new CreationVerdict.Wait(progress with { RequestId = status.RequestId, PutOff = 0, UnreadySince = null }, StatusPause(now - (progress.CalledAt ?? now))),
    };

    private static CreationVerdict OfUnready(CreationProgress progress, DateTimeOffset now)
    {
        var since = progress.UnreadySince ?? now;
        return now - since < LongestUnready
            ? new CreationVerdict.Wait(progress with { PutOff = progress.PutOff + 1, UnreadySince = since }, null)
            : new CreationVerdict.Failed(progress with { PutOff = 0, UnreadySince = null }, Unready);
    }

    /// <summary>AWS knows the address. First it is looked for; only then is it a stranger's, and only if no call of ours can have made it.</summary>
    private static CreationVerdict.Wait AddressRefused(CreationProgress progress, DateTimeOffset now) =>
        new(progress with { RequestId = null, UnknownAt = now, AddressTaken = true }, TimeSpan.Zero);

    private CreationVerdict OfLook(CreationProgress progress, CreationSight.Looked looked, DateTimeOffset now)
    {
        if (looked.Account is { } account && !MayBeStrangers(progress, looked)) return new CreationVerdict.Made(account);
        var since = now - (progress.UnknownAt ?? now);
        if (looked.Pending) return new CreationVerdict.Wait(progress, LookPause(since));
        if (since < Certainty) return new CreationVerdict.Wait(progress, Between(Certainty - since, TimeSpan.FromMilliseconds(100), LookPause(since)));
        return progress switch
        {
            { AddressTaken: true, EverUnknown: true } => new CreationVerdict.Review(progress),
            // A call that was doubled on the way may have made it: an account that shows late must not be taken for a stranger's.
            { AddressTaken: true } => StrangersAddress(progress),
            _ => new CreationVerdict.Wait(progress with { UnknownAt = null, Restored = false }, TimeSpan.Zero),
        };
    }

    /// <summary>
    /// A typed address may be that of an account which was there before. The order's own tag tells of a call that was doubled on the way; without it until
    /// <see cref="Certainty"/> is over, and without a call of unknown outcome, the account is somebody else's (security.md 6.3 rule 4).
    /// </summary>
    private bool MayBeStrangers(CreationProgress progress, CreationSight.Looked looked) => Typed && !looked.Tagged && progress is { AddressTaken: true, EverUnknown: false };

    private CreationVerdict StrangersAddress(CreationProgress progress)
    {
        var settled = progress with { UnknownAt = null, AddressTaken = false };
        return Typed || progress.NewAddresses > 0
            ? new CreationVerdict.Failed(settled, EmailExists)
            : new CreationVerdict.NewAddress(settled with { NewAddresses = progress.NewAddresses + 1 });
    }

    private TimeSpan LookPause(TimeSpan sinceUnknown) => Between(sinceUnknown / 2, Poll, TimeSpan.FromMinutes(1));

    private static TimeSpan Between(TimeSpan value, TimeSpan least, TimeSpan most) => value < least ? least : value > most ? most : value;
}
