using Guildhall.Domain;

namespace Guildhall.App.Cloud;

/// <summary>What kind of trouble a call met; what to do next depends on it.</summary>
public enum CloudTrouble
{
    /// <summary>No connection, no complete answer, or the guard of S-50 refused the address.</summary>
    Unreachable,

    /// <summary>The key is unknown, switched off, expired or its secret is wrong.</summary>
    Credentials,

    /// <summary>This machine's clock and AWS's differ too much.</summary>
    Clock,

    /// <summary>The key may not do this.</summary>
    Denied,

    /// <summary>Too many calls; come back later.</summary>
    Throttled,

    /// <summary>Another change is running, or AWS is not ready; come back later.</summary>
    Busy,

    /// <summary>A failure on AWS's side.</summary>
    Failing,

    /// <summary>An answer that cannot be understood, is too large, never ends, or speaks of somebody else (F-13, F-14, S-53).</summary>
    Garbled,

    /// <summary>The account belongs to no organization.</summary>
    NoOrganization,

    /// <summary>What was asked for does not exist.</summary>
    NotFound,

    /// <summary>It is so already.</summary>
    Already,

    /// <summary>A quota of AWS is used up.</summary>
    Limit,

    /// <summary>AWS refuses the request as such.</summary>
    Refused,
}

/// <summary>What went wrong with AWS: one sentence, one repair step, and AWS's own words for whoever asks support.</summary>
/// <param name="Code">AWS's error name, or ours where there was no answer.</param>
public sealed record CloudProblem(CloudTrouble Kind, string Code, string Message, string Repair)
{
    public static CloudProblem SimulatedKey { get; } = new(
        CloudTrouble.Credentials,
        "SimulatedKey",
        "This key belongs to the simulated AWS.",
        "Enter a key of a real AWS account.");

    /// <summary>AWS's reason word (<c>ACCOUNT_NUMBER_LIMIT_EXCEEDED</c>), where the error has one.</summary>
    public string? Reason { get; init; }

    /// <summary>AWS's own message, cut to 500 characters.</summary>
    public string? Said { get; init; }

    public string? RequestId { get; init; }

    /// <summary>How far AWS's clock is from ours, where that is the trouble.</summary>
    public TimeSpan? Skew { get; init; }

    /// <summary>Whether the same call may succeed a little later, by the rule of aws-operations.md A.1.</summary>
    public bool PassesByItself => Kind is CloudTrouble.Throttled or CloudTrouble.Busy or CloudTrouble.Failing
        || (Kind is CloudTrouble.Unreachable or CloudTrouble.Garbled && Code is not ("AddressRefused" or "CertificateRefused" or "NotOurs"));

    /// <summary>Whether the same call is refused however often it is made, until somebody changes something.</summary>
    public bool IsFinal => Kind is CloudTrouble.Refused or CloudTrouble.Limit or CloudTrouble.NotFound or CloudTrouble.NoOrganization;

    /// <summary>
    /// Whether AWS certainly did nothing: it refused the request by name, or the request was never sent. After anything else it may have done what was
    /// asked (security.md 6.3, unknown outcome).
    /// </summary>
    public bool ProvesNothingHappened => Kind switch
    {
        CloudTrouble.Failing => false,
        CloudTrouble.Unreachable or CloudTrouble.Garbled => Code is "AddressRefused" or "CertificateRefused",
        _ => true,
    };

    /// <summary>Whether this endpoint does not have the operation at all: a mock, or an earlier simulation. AWS never says so of what Guildhall calls.</summary>
    public bool IsUnknownOperation =>
        Code is "UnsupportedAPIEndpointException" or "UnknownOperationException" or "UnknownOperation" or "InvalidAction" or "NotImplemented" or "NotImplementedException"
            or "Http404" or "Http405" or "Http501" or "Http500";

    public static CloudProblem Garbled(string message) =>
        new(CloudTrouble.Garbled, "UnreadableAnswer", message, "Check that the endpoint is AWS and that no proxy changes its answers; then try again.");

    /// <summary>An answer that names an account or organization that is not the linked one (S-53).</summary>
    public static CloudProblem NotOurs(string message) =>
        new(CloudTrouble.Garbled, "NotOurs", message, "Nothing was changed. Compare the organization in the AWS console, then sync again.");

    /// <summary>The problem in the words of the rules, for pages, commands and the API.</summary>
    public Problem ToProblem() => new(ProblemKind.Upstream, Code, $"{Message} {Repair}");
}
