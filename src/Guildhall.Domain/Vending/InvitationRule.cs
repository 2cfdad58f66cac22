namespace Guildhall.Domain.Vending;

/// <summary>When AWS is called for an invitation, and when it is asked again. vendor-integration.md 13.3, security.md 6.3.</summary>
/// <param name="Certainty">How long after a call of unknown outcome AWS is only looked at.</param>
/// <param name="Poll">The first pause between two looks at an open invitation.</param>
public sealed record InvitationRule(TimeSpan Certainty, TimeSpan Poll)
{
    /// <summary>After an hour at the latest, an invitation that AWS put off for today's number of them is tried again.</summary>
    public static readonly TimeSpan AfterRateLimit = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongestLook = TimeSpan.FromMinutes(1);

    /// <summary>After so many days the owner is reminded.</summary>
    private static readonly int[] ReminderDays = [3, 10, 14];

    /// <summary>AWS answers one DescribeHandshake a second for the whole account: all open invitations of a link together ask at a quarter of that.</summary>
    public TimeSpan Share { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Until AWS is looked at again for what a call of unknown outcome may have done; zero when it may be called again.</summary>
    public TimeSpan BeforeCall(InvitationProgress progress, DateTimeOffset now)
    {
        if (progress.UnknownAt is not { } since || now - since >= Certainty) return TimeSpan.Zero;
        var (left, pause) = (Certainty - (now - since), (now - since) / 2);
        if (pause < TimeSpan.FromSeconds(1)) pause = TimeSpan.FromSeconds(1);
        if (pause > LongestLook) pause = LongestLook;
        return pause < left ? pause : left;
    }

    /// <summary>Until AWS is asked again: the first pause on the first day, growing to three times that.</summary>
    /// <param name="since">How long the invitation is open.</param>
    /// <param name="open">Open invitations of the link.</param>
    public TimeSpan Pause(TimeSpan since, int open)
    {
        var grown = Poll * Math.Clamp(since.TotalDays, 1, 3);
        var shared = Share * open;
        return open > 1 && shared > grown ? shared : grown;
    }

    /// <summary>How many reminders are due by now.</summary>
    public static int Reminders(DateTimeOffset requestedAt, DateTimeOffset now) => ReminderDays.Count(days => now - requestedAt >= TimeSpan.FromDays(days));
}
