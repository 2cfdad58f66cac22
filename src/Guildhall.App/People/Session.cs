using Guildhall.App.Access;
using Guildhall.Domain;

namespace Guildhall.App.People;

/// <summary>A signed-in browser, with the person's rights of now.</summary>
/// <param name="Id">The stored id, a hash of the cookie's token.</param>
/// <param name="Account">The account the person acts for.</param>
/// <param name="ProvedAt">When the person last showed a password or a code.</param>
public sealed record Session(string Id, Person Person, AccountId Account, DateTimeOffset ProvedAt)
{
    /// <summary>The person acting for the account; null when the role there was taken away.</summary>
    public Caller? Caller { get; } = Person.As(Account);
}
