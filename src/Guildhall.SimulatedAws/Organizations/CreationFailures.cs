using System.Collections.Frozen;

namespace Guildhall.SimulatedAws.Organizations;

/// <summary>The reasons for which a CreateAccount request can turn FAILED (aws-operations.md A.6).</summary>
internal static class CreationFailures
{
    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
    [
        "ACCOUNT_LIMIT_EXCEEDED",
        "EMAIL_ALREADY_EXISTS",
        "INVALID_ADDRESS",
        "INVALID_EMAIL",
        "CONCURRENT_ACCOUNT_MODIFICATION",
        "INTERNAL_FAILURE",
        "GOVCLOUD_ACCOUNT_ALREADY_EXISTS",
        "MISSING_BUSINESS_VALIDATION",
        "FAILED_BUSINESS_VALIDATION",
        "PENDING_BUSINESS_VALIDATION",
        "INVALID_IDENTITY_FOR_BUSINESS_VALIDATION",
        "UNKNOWN_BUSINESS_VALIDATION",
        "MISSING_PAYMENT_INSTRUMENT",
        "INVALID_PAYMENT_INSTRUMENT",
        "UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED",
    ]);

    public static bool IsKnown(string reason) => Known.Contains(reason);
}
