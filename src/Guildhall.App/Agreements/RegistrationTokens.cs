using System.Globalization;

namespace Guildhall.App.Agreements;

/// <summary>What a SaaS product gets from a buyer's browser, to ask who that is: of one agreement, and soon worthless. storefront-and-procurement.md B.6, C.</summary>
/// <param name="tokens">Encrypts them, with a key of its own.</param>
public sealed class RegistrationTokens(PageTokens tokens)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private const string Binding = "RegistrationToken";

    public string Issue(string agreement, DateTimeOffset now) => tokens.Write(Binding, string.Create(CultureInfo.InvariantCulture, $"{now.UtcTicks} {agreement}"));

    /// <summary>The agreement that a token is of, and whether its time is over; null when it is none of ours.</summary>
    public (string Agreement, bool Expired)? Open(string token, DateTimeOffset now)
    {
        if (tokens.Read(Binding, token)?.Split(' ') is not [var ticks, var agreement]) return null;
        return (agreement, now - new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero) > Life);
    }
}
