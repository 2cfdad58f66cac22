namespace Guildhall.Domain.Vending;

/// <summary>An invitation as AWS shows it.</summary>
/// <param name="Id"><c>h-…</c>.</param>
/// <param name="State">Null for a word that AWS did not have when this was written.</param>
/// <param name="Organization">The organization that sent it.</param>
/// <param name="Target">The id or the address of the invited account.</param>
/// <param name="Notes">What the sender wrote; null for nothing.</param>
public sealed record Invitation(string Id, InvitationState? State, string Organization, string Target, DateTimeOffset RequestedAt, DateTimeOffset ExpiresAt, string? Notes)
{
    public bool Open => State is null or InvitationState.Open;
}

public enum InvitationState
{
    Open,
    Accepted,
    Declined,
    Cancelled,
    Expired,
}
