namespace Guildhall.Domain.Governance;

/// <summary>
/// How fresh the known organization is. A default value means "fresh". Purchases are refused once the last complete reading is older than the
/// bound; what governs is still shown from the last known tree. private-marketplace.md 5.1.
/// </summary>
/// <param name="Last">When the organization was last read completely.</param>
/// <param name="Now">The time of the question.</param>
/// <param name="Bound">How old the reading may be, one hour unless configured.</param>
public readonly record struct OrganizationReading(DateTimeOffset Last, DateTimeOffset Now, TimeSpan Bound)
{
    public static readonly TimeSpan DefaultBound = TimeSpan.FromHours(1);

    /// <summary>A reading of the future was made before the clock was set back, and counts as old as it lies ahead (security.md F-31).</summary>
    public bool TooOld => (Now - Last).Duration() > Bound;
}
