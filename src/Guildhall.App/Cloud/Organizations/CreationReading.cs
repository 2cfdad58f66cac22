using Guildhall.Domain.Vending;

namespace Guildhall.App.Cloud.Organizations;

/// <summary>Turns statuses of CreateAccount into records whose ids have the right form; null means that one has not (S-53).</summary>
internal static class CreationReading
{
    /// <summary><c>car-[a-z0-9]{8,32}</c>. aws-operations.md A.2.</summary>
    public static bool IsCreation(string? id) =>
        id is { Length: >= 12 and <= 36 } && id.StartsWith("car-", StringComparison.Ordinal) && id.AsSpan(4).IndexOfAnyExceptInRange('0', 'z') < 0;

    public static CreationStatus? Status(WireCreation? wire) =>
        wire is { Id: { } id } && IsCreation(id) && (wire.AccountId is null || OrganizationIds.IsAccount(wire.AccountId)) && Time(wire.RequestedTimestamp) is { } at
            ? new CreationStatus(id, wire.AccountName ?? "", State(wire.State), at, wire.AccountId, wire.FailureReason)
            : null;

    /// <summary>A status without a time is as old as can be; one that no calendar has is none.</summary>
    private static DateTimeOffset? Time(double? seconds) =>
        seconds is null ? DateTimeOffset.UnixEpoch
        : seconds is >= 0 and < 253_402_300_800 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds.Value)
        : null;

    private static CreationState? State(string? word) => word switch
    {
        "IN_PROGRESS" => CreationState.InProgress,
        "SUCCEEDED" => CreationState.Succeeded,
        "FAILED" => CreationState.Failed,
        _ => null,
    };
}
