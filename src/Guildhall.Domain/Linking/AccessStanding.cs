namespace Guildhall.Domain.Linking;

/// <summary>
/// Whether Guildhall still has access to a linked organization: lost after three refused verifications in a row that are at least 15 minutes apart, there
/// again with the first that is not refused. vendor-integration.md 9.
/// </summary>
/// <param name="Refusals">Refused verifications in a row, of those that count.</param>
/// <param name="RefusedAt">When the last of them was; null while there is none.</param>
/// <param name="LostAt">Since when access is lost; null while it is not.</param>
public readonly record struct AccessStanding(int Refusals, DateTimeOffset? RefusedAt, DateTimeOffset? LostAt)
{
    /// <summary>So many refusals in a row lose the access.</summary>
    public const int Most = 3;

    /// <summary>Two refusals closer together count as one: what AWS answers twice within minutes says no more than once.</summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(15);

    /// <summary>After a verification that was begun at <paramref name="at"/>; in a time before the last one only after the clock was set back, and counted then.</summary>
    public AccessStanding After(Verification seen, DateTimeOffset at) => seen switch
    {
        Verification.Taken => default,
        Verification.Refused when LostAt is null && (RefusedAt is not { } last || (at - last).Duration() >= Apart) => new(Refusals + 1, at, Refusals + 1 >= Most ? at : null),
        _ => this,
    };
}
