using System.Collections.Frozen;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Wire.Protocols;

/// <summary>The HTTP status of an error where neither the error nor the operation says one.</summary>
internal static class ErrorStatuses
{
    // private-marketplace.md 1.2
    private static readonly FrozenDictionary<string, int> Rest = new Dictionary<string, int>
    {
        ["AccessDeniedException"] = 403,
        ["ValidationException"] = 422,
        ["ResourceNotFoundException"] = 404,
        ["ResourceNotSupportedException"] = 415,
        ["ResourceInUseException"] = 423,
        ["ConflictException"] = 409,
        ["ServiceQuotaExceededException"] = 402,
        ["ThrottlingException"] = 429,
        ["UnknownOperationException"] = 404,
    }.ToFrozenDictionary();

    // The usual ones of STS and IAM.
    private static readonly FrozenDictionary<string, int> Query = new Dictionary<string, int>
    {
        ["AccessDenied"] = 403,
        ["NoSuchEntity"] = 404,
        ["EntityAlreadyExists"] = 409,
        ["LimitExceeded"] = 409,
        ["DeleteConflict"] = 409,
        ["ConcurrentModification"] = 409,
    }.ToFrozenDictionary();

    public static int Of(Protocol protocol, Operation? operation, WireError error) =>
        error.Status
        ?? (operation?.Statuses?.TryGetValue(error.Code, out var own) == true ? own
            : IsFault(error.Code) ? 500
            : error.Code == "ServiceUnavailableException" ? 503
            : protocol switch
            {
                Protocol.RestJson => Rest.GetValueOrDefault(error.Code, 400),
                Protocol.Query => Query.GetValueOrDefault(error.Code, 400),
                _ => 400,
            });

    private static bool IsFault(string code) =>
        code.StartsWith("Internal", StringComparison.Ordinal) || code is "ServiceException" or "ServiceFailure";
}
