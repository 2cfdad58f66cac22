using Guildhall.App.Access;
using Guildhall.Domain;

namespace Guildhall.App.People;

/// <summary>What is still to be done before a session opens anything.</summary>
public enum SignInStep
{
    None,

    /// <summary>Show a one-time code.</summary>
    Code,

    /// <summary>Choose a password that nobody else has seen.</summary>
    NewPassword,

    /// <summary>Set up a second factor, because the installation asks for one.</summary>
    SecondFactor,
}

/// <summary>An identity provider's word for somebody.</summary>
/// <param name="AskedAt">When it last asked the person; null when it does not say, and then nothing was proved (security.md S-48).</param>
public sealed record Vouched(DateTimeOffset? AskedAt)
{
    /// <summary>The time of proof; never later than now, whatever the provider's clock says.</summary>
    public DateTimeOffset ProvedAt(DateTimeOffset now) => AskedAt is { } at ? (at < now ? at : now) : DateTimeOffset.MinValue;
}

/// <summary>A signed-in browser, with the person's rights of now.</summary>
/// <param name="Id">The stored id, a hash of the cookie's token.</param>
/// <param name="Account">The account the person acts for.</param>
/// <param name="ProvedAt">When the person last signed in or showed password and code again.</param>
public sealed record Session(string Id, Person Person, AccountId Account, DateTimeOffset ProvedAt)
{
    /// <summary>How long a proof counts for dangerous acts. security.md S-48.</summary>
    public static readonly TimeSpan ProofLife = TimeSpan.FromMinutes(15);

    /// <summary>The person acting for the account; null when the role there was taken away.</summary>
    public Caller? Caller { get; } = Person.As(Account);

    /// <summary>What comes before anything else.</summary>
    public SignInStep Next { get; init; }

    /// <summary>Whether an identity provider vouched for the person.</summary>
    public bool ByProvider { get; init; }

    public bool IsProved(DateTimeOffset now) => now - ProvedAt <= ProofLife;
}
