using Guildhall.Domain.Vending;

namespace Guildhall.App.Cloud.Organizations;

/// <summary>Turns handshakes into invitations whose ids have the right form; null means that one has not (S-53).</summary>
internal static class InvitationReading
{
    private const int LongestTarget = 256;

    public static Invitation? Invitation(WireHandshake? wire)
    {
        if (wire is not { Id: { } id } || !OrganizationIds.IsHandshake(id)) return null;
        var organization = Party(wire, type => type == "ORGANIZATION");
        var target = Party(wire, type => type is "ACCOUNT" or "EMAIL");
        if (!OrganizationIds.IsOrganization(organization) || target is null or { Length: 0 or > LongestTarget }) return null;
        return Time(wire.RequestedTimestamp) is { } requested && Time(wire.ExpirationTimestamp) is { } expires
            ? new Invitation(id, State(wire.State), organization!, target, requested, expires, wire.Resources?.FirstOrDefault(r => r?.Type == "NOTES")?.Value)
            : null;
    }

    private static string? Party(WireHandshake wire, Func<string?, bool> isWanted) => wire.Parties?.FirstOrDefault(p => p is not null && isWanted(p.Type))?.Id;

    private static DateTimeOffset? Time(double? seconds) => seconds is >= 0 and < 253_402_300_800 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds.Value) : null;

    private static InvitationState? State(string? word) => word switch
    {
        "REQUESTED" or "OPEN" => InvitationState.Open,
        "ACCEPTED" => InvitationState.Accepted,
        "DECLINED" => InvitationState.Declined,
        "CANCELED" => InvitationState.Cancelled,
        "EXPIRED" => InvitationState.Expired,
        _ => null,
    };
}
