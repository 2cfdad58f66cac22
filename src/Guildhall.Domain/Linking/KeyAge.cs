namespace Guildhall.Domain.Linking;

/// <summary>How old the access key of a link is. vendor-integration.md 9, age.</summary>
public enum KeyAge
{
    /// <summary>Nothing is to be done; or nobody asks for new keys; or there is no key.</summary>
    Young,

    /// <summary>From 80 % of the days that a key may be used: a warning.</summary>
    Aging,

    /// <summary>After all of them: it needs attention.</summary>
    Aged,
}

/// <summary>How long a key may be used.</summary>
/// <param name="Days">0: as long as anybody likes.</param>
public readonly record struct KeyLife(int Days)
{
    private const double Warning = 0.8;

    /// <param name="since">Since when the key is in force; null when there is none, or it is not known.</param>
    public KeyAge Of(DateTimeOffset? since, DateTimeOffset now) =>
        Days == 0 || since is not { } from ? KeyAge.Young
        : now - from >= TimeSpan.FromDays(Days) ? KeyAge.Aged
        : now - from >= TimeSpan.FromDays(Days * Warning) ? KeyAge.Aging
        : KeyAge.Young;

    /// <summary>When the key needs attention; null when it never does.</summary>
    public DateTimeOffset? EndOf(DateTimeOffset? since) => Days == 0 ? null : since + TimeSpan.FromDays(Days);
}
