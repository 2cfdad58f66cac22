namespace Guildhall.Domain.Agreements;

/// <summary>An agreement in force, as far as governance asks about it.</summary>
/// <param name="Account">The acceptor.</param>
/// <param name="End">Null when nothing ends it.</param>
public sealed record ActiveAgreement(string Id, AccountId Account, ProductId Product, DateTimeOffset? End, bool AutoRenew)
{
    /// <summary>When it would go on by itself; null when it does not.</summary>
    public DateTimeOffset? Renewal => AutoRenew ? End : null;
}
