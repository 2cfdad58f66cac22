namespace Guildhall.Domain.Governance;

/// <summary>An account (its number in the later tree) for which something differs between two snapshots.</summary>
/// <param name="Governor">Another experience governs it, or none, or one where none did.</param>
/// <param name="Products">How the products that its governance permits differ.</param>
public readonly record struct AffectedAccount(int Account, bool Governor, PermissionChange Products);

/// <summary>Products that may be bought now and could not before, and the other way round. Everything is permitted where nothing governs.</summary>
public readonly record struct PermissionChange(int Gained, int Lost)
{
    public bool IsNone => Gained == 0 && Lost == 0;
}
