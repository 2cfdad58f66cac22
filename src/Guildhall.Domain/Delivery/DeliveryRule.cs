namespace Guildhall.Domain.Delivery;

/// <summary>When a delivery that failed is tried again, and when nobody tries any more.</summary>
/// <param name="First">The pause after the first failure; it doubles with each further one.</param>
/// <param name="Longest">The longest pause.</param>
/// <param name="MostTries">After so many tries a delivery is dead.</param>
/// <param name="MostAge">So long after its first try a delivery is dead.</param>
/// <param name="Patience">A receiver that takes nothing for so long is paused.</param>
public sealed record DeliveryRule(TimeSpan First, TimeSpan Longest, int MostTries, TimeSpan MostAge, TimeSpan Patience)
{
    /// <summary>5 seconds growing to an hour, for a day; a receiver that takes nothing for three days is paused.</summary>
    public static DeliveryRule Usual { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromHours(1), 40, TimeSpan.FromDays(1), TimeSpan.FromDays(3));

    /// <summary>How long a receiver may take for its whole answer: who has more to do than to take note does it afterwards.</summary>
    public TimeSpan Answer { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The pause until the next try, a fifth longer or shorter by chance so that receivers are not called all at once; null when there is no next one.</summary>
    /// <param name="tries">How often it was tried, the failure just now included; from 1 on.</param>
    /// <param name="age">Since the first try.</param>
    /// <param name="chance">From 0 up to 1.</param>
    /// <param name="asked">How long the receiver asked to be left alone; never waited for longer than <see cref="Longest"/>.</param>
    public TimeSpan? PauseAfter(int tries, TimeSpan age, double chance, TimeSpan? asked = null)
    {
        if (tries >= MostTries || age >= MostAge) return null;
        var doubled = First.Ticks * Math.Pow(2, Math.Min(tries - 1, 40));
        var spread = TimeSpan.FromTicks((long)(Math.Min(doubled, Longest.Ticks) * (0.8 + (0.4 * chance))));
        var wished = asked is { } longer && longer > Longest ? Longest : asked ?? TimeSpan.Zero;
        return spread > wished ? spread : wished;
    }

    /// <summary>Whether a receiver has taken nothing for so long that it is paused.</summary>
    /// <param name="failing">Since the first failure after the last success.</param>
    public bool Pauses(TimeSpan failing) => failing >= Patience;
}
