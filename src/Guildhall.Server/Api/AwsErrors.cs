using System.Collections.Frozen;
using System.Collections.Immutable;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api;

/// <summary>Problems as AWS errors of the Catalog API: the only such table. private-marketplace.md 1.2.</summary>
internal static class AwsErrors
{
    /// <summary>HTTP status by exception name.</summary>
    public static FrozenDictionary<string, int> Statuses { get; } = new Dictionary<string, int>
    {
        ["AccessDeniedException"] = 403,
        ["ValidationException"] = 422,
        ["ResourceNotFoundException"] = 404,
        ["ResourceNotSupportedException"] = 415,
        ["ResourceInUseException"] = 423,
        ["ServiceQuotaExceededException"] = 402,
        ["ThrottlingException"] = 429,
        ["InternalServiceException"] = 500,
    }.ToFrozenDictionary();

    /// <summary>The error for one or several problems: the first one's kind, all their sentences on one line of at most 2,048 characters.</summary>
    public static WireError Of(ImmutableArray<Problem> problems)
    {
        var message = string.Join(' ', problems.Select(p => p.Message)).ReplaceLineEndings(" ");
        return new WireError(Name(problems[0]), message.Length <= 2_048 ? message : message[..2_047] + "…");
    }

    public static WireError Of(Problem problem) => Of([problem]);

    /// <summary>Throttling while others hold the database locked (F-20), 503 while it is gone or full (F-21, F-24); clients try both again by themselves.</summary>
    public static WireError Of(StoreUnavailableException unavailable) =>
        new(unavailable.Fault == StoreFault.Busy ? "ThrottlingException" : "ServiceUnavailableException", unavailable.Message) { RetryAfter = unavailable.RetryAfter };

    private static string Name(Problem problem) => problem.Kind switch
    {
        ProblemKind.Malformed => "ValidationException",
        ProblemKind.NotFound => "ResourceNotFoundException",
        ProblemKind.InUse => "ResourceInUseException",
        ProblemKind.Forbidden => "AccessDeniedException",
        ProblemKind.LimitReached => "ServiceQuotaExceededException",
        ProblemKind.Upstream => "ThrottlingException",
        ProblemKind.Conflict => "ValidationException",
        _ => throw new InvalidOperationException($"{problem.Kind} has no AWS error."),
    };
}
