namespace Guildhall.Domain.Governance;

/// <summary>An account (its number in the later tree) for which something differs between two snapshots.</summary>
/// <param name="Governor">Another experience governs it, or none, or one where none did.</param>
/// <param name="Products">The set of products that its governance permits differs.</param>
public readonly record struct AffectedAccount(int Account, bool Governor, bool Products);
