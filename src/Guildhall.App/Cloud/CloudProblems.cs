using System.Collections.Frozen;
using Guildhall.App.Cloud.Outbound;

namespace Guildhall.App.Cloud;

/// <summary>Each error of AWS as one sentence and one repair step. aws-operations.md A.1, vendor-integration.md 8.2 (P1, P2), F.</summary>
public static class CloudProblems
{
    private const int LongestQuote = 500;

    private static readonly FrozenDictionary<string, Entry> ByReason = new Dictionary<string, Entry>(StringComparer.Ordinal)
    {
        ["SERVICE_ACCESS_NOT_ENABLED"] = new(CloudTrouble.Refused, "Trusted access is not enabled for the private marketplace.", "Enable trusted access first."),
        ["ORGANIZATION_NOT_IN_ALL_FEATURES_MODE"] = new(CloudTrouble.Refused, "The organization does not have all features.", "Enable all features in the AWS Organizations console first."),
        ["CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR"] = new(CloudTrouble.Refused, "The management account cannot be a delegated administrator.", "Choose a member account."),
        ["CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR"] = new(CloudTrouble.Refused, "A suspended account cannot be a delegated administrator.", "Choose an active account."),
        ["MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED"] = new(CloudTrouble.Limit, "AWS allows no further delegated administrator.", "Deregister another one first."),
        ["DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE"] = new(CloudTrouble.Limit, "AWS allows one delegated administrator and there is one.", "Deregister the present one first."),
        ["UNRECOGNIZED_SERVICE_PRINCIPAL"] = new(CloudTrouble.Refused, "This AWS does not know the service.", "Check that the endpoint is AWS or the simulated AWS."),
        ["INVALID_NEXT_TOKEN"] = new(CloudTrouble.Refused, "The list cannot be continued where it was left.", "Start the sync again."),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Entry> ByCode = Codes().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The problem that an error of AWS means. <paramref name="clockDiffers"/>: the answer's date is minutes away from ours.</summary>
    public static CloudProblem Of(AwsError error, bool clockDiffers = false)
    {
        var entry = clockDiffers && error.Code is "SignatureDoesNotMatch" or "InvalidSignatureException" ? Clock : Find(error);
        return new CloudProblem(entry.Kind, error.Code.Length > 0 ? error.Code : $"Http{error.Status}", entry.Message, entry.Repair)
        {
            Reason = error.Reason,
            Said = error.Message is { Length: > LongestQuote } text ? text[..LongestQuote] : error.Message,
            RequestId = error.RequestId,
        };
    }

    /// <summary>The problem that no answer at all means.</summary>
    public static CloudProblem Of(OutboundAnswer.Failed failed, Uri endpoint) => failed.Failure switch
    {
        OutboundFailure.Refused => Silent("AddressRefused", $"Guildhall may not call {endpoint.Host}: {failed.Reason}", "The operator can list the host in the configuration."),
        OutboundFailure.Untrusted => Silent("CertificateRefused", $"The certificate of {endpoint.Host} was not accepted: {failed.Reason}", "Check the proxy and the machine's certificates."),
        OutboundFailure.TimedOut => Silent("TimedOut", $"{endpoint.Host} did not answer in time.", "Check network, proxy and DNS."),
        OutboundFailure.Unreachable => Silent("Unreachable", $"AWS can't be reached at {endpoint.Host}: {failed.Reason}", "Check network, proxy and DNS."),
        OutboundFailure.TooLarge => CloudProblem.Garbled($"The answer of {endpoint.Host} is too large."),
        _ => throw new ArgumentOutOfRangeException(nameof(failed)),
    };

    private static Entry Clock { get; } = new(CloudTrouble.Clock, "This server's clock differs from AWS's.", "Set the clock of this machine, best by NTP.");

    private static CloudProblem Silent(string code, string message, string repair) => new(CloudTrouble.Unreachable, code, message, repair);

    private static Entry Find(AwsError error)
    {
        if (error.Reason is not null && ByReason.TryGetValue(error.Reason, out var byReason)) return byReason;
        if (ByCode.TryGetValue(error.Code, out var byCode)) return byCode;
        if (error.Code.StartsWith("Throttl", StringComparison.Ordinal) || error.Status == 429) return ByCode["TooManyRequestsException"];
        if (error.Status >= 500) return ByCode["ServiceException"];
        if (error.Code.EndsWith("NotFoundException", StringComparison.Ordinal)) return ByCode["AccountNotFoundException"];
        return new Entry(CloudTrouble.Refused, "AWS refused the request.", "Read AWS's own message; if it does not help, ask AWS Support with the request id.");
    }

    private static Dictionary<string, Entry> Codes()
    {
        var codes = new Dictionary<string, Entry>(StringComparer.Ordinal);
        Add(CloudTrouble.Credentials, "The API key doesn't exist, is inactive, or belongs to another partition.", "Create a new key for the IAM user and enter it.", "InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId");
        Add(CloudTrouble.Credentials, "The API secret doesn't belong to this key.", "Enter the secret that was shown with this key, or create a new key.", "SignatureDoesNotMatch", "InvalidSignatureException");
        Add(CloudTrouble.Credentials, "The key is temporary and has expired.", "Enter a key of an IAM user.", "ExpiredToken", "ExpiredTokenException");
        Add(CloudTrouble.Clock, Clock.Message, Clock.Repair, "RequestExpired", "RequestTimeTooSkewed");
        Add(CloudTrouble.Denied, "The key may not do this.", "Attach the policy that Guildhall hands out to the IAM user, and look for a denying organization policy.", "AccessDenied", "AccessDeniedException", "UnauthorizedOperation");
        Add(CloudTrouble.Denied, "AWS may not make a role it needs for this.", "Allow iam:CreateServiceLinkedRole to the IAM user.", "AccessDeniedForDependencyException");
        Add(CloudTrouble.Denied, "The AWS account is not fully set up yet.", "Finish the sign-up of the account in the AWS console and wait some minutes.", "OptInRequired", "SubscriptionRequiredException", "SubscriptionRequired");
        Add(CloudTrouble.Throttled, "AWS is asked too often at the moment.", "Guildhall goes on by itself; other tools of the organization share the quota.", "TooManyRequestsException", "Throttling", "ThrottlingException", "ThrottledException", "RequestLimitExceeded", "RequestThrottled");
        Add(CloudTrouble.Busy, "Another change to the organization is running.", "Guildhall tries again by itself.", "ConcurrentModificationException", "ConcurrentModification", "PolicyChangesInProgressException");
        Add(CloudTrouble.Busy, "AWS is still preparing the organization.", "Wait; it can take up to an hour.", "FinalizingOrganizationException");
        Add(CloudTrouble.Failing, "AWS has trouble of its own.", "Guildhall tries again by itself; see the AWS health page.", "ServiceException", "InternalErrorException", "InternalFailure", "ServiceFailure", "ServiceUnavailable", "InternalServerException");
        Add(CloudTrouble.NoOrganization, "The account belongs to no organization.", "Create an organization, or enter the key of the management account.", "AWSOrganizationsNotInUseException");
        Add(CloudTrouble.NotFound, "AWS does not have it.", "It may have been removed; sync again.", "AccountNotFoundException", "NoSuchEntity", "NoSuchEntityException");
        Add(CloudTrouble.Already, "It is so already.", "Nothing is to be done.", "AccountAlreadyRegisteredException", "EntityAlreadyExists", "EntityAlreadyExistsException", "AccountNotRegisteredException");
        Add(CloudTrouble.Refused, "AWS does not take these values.", "Correct them and try again.", "InvalidInputException", "InvalidInput", "ValidationError", "ValidationException");
        Add(CloudTrouble.Limit, "A limit of AWS forbids this.", "See the reason word; quotas are raised in the Service Quotas console.", "ConstraintViolationException", "LimitExceeded", "LimitExceededException");
        Add(CloudTrouble.Refused, "This endpoint does not know the operation.", "Check that the endpoint is AWS or the simulated AWS.", "UnsupportedAPIEndpointException", "UnknownOperationException", "InvalidAction");
        return codes;

        void Add(CloudTrouble kind, string message, string repair, params ReadOnlySpan<string> names)
        {
            foreach (var name in names) codes.Add(name, new Entry(kind, message, repair));
        }
    }

    private sealed record Entry(CloudTrouble Kind, string Message, string Repair);
}
