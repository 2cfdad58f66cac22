using System.Collections.Frozen;

namespace Guildhall.App.Cloud;

/// <summary>What an error of AWS means to a person: one sentence, one repair step.</summary>
internal sealed record CloudSentence(CloudTrouble Kind, string Message, string Repair)
{
    /// <summary>Said of a wrong signature too, when the clocks differ: STS reports skew under that name (vendor-integration.md P2).</summary>
    public static readonly CloudSentence Clock = new(
        CloudTrouble.Clock, "This server's clock differs from AWS's.", "Set the clock of this machine, best by NTP.");

    private static readonly CloudSentence Throttled = new(
        CloudTrouble.Throttled,
        "AWS is asked too often at the moment.",
        "Guildhall goes on by itself; other tools of the organization share the quota.");

    private static readonly CloudSentence Failing = new(
        CloudTrouble.Failing, "AWS has trouble of its own.", "Guildhall tries again by itself; see the AWS health page.");

    private static readonly CloudSentence Missing = new(
        CloudTrouble.NotFound, "AWS does not have it.", "It may have been removed; sync again.");

    private static readonly CloudSentence Unknown = new(
        CloudTrouble.Refused,
        "AWS refused the request.",
        "Read AWS's own message; if it does not help, ask AWS Support with the request id.");

    private static readonly FrozenDictionary<string, CloudSentence> ByReason = Table(
        (new(CloudTrouble.Refused, "Trusted access is not enabled for the private marketplace.", "Enable trusted access first."),
            ["SERVICE_ACCESS_NOT_ENABLED"]),
        (new(CloudTrouble.Refused, "The organization does not have all features.", "Enable all features in the AWS Organizations console first."),
            ["ORGANIZATION_NOT_IN_ALL_FEATURES_MODE"]),
        (new(CloudTrouble.Refused, "The management account cannot be a delegated administrator.", "Choose a member account."),
            ["CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR"]),
        (new(CloudTrouble.Refused, "A suspended account cannot be a delegated administrator.", "Choose an active account."),
            ["CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR"]),
        (new(CloudTrouble.Limit, "AWS allows no further delegated administrator.", "Deregister another one first."),
            ["MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED"]),
        (new(CloudTrouble.Limit, "AWS allows one delegated administrator and there is one.", "Deregister the present one first."),
            ["DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE"]),
        (new(CloudTrouble.Refused, "This AWS does not know the service.", "Check that the endpoint is AWS or the simulated AWS."),
            ["UNRECOGNIZED_SERVICE_PRINCIPAL"]),
        (new(CloudTrouble.Limit, "The account quota of the organization is reached.", "Ask AWS for more accounts in the Service Quotas console."),
            ["ACCOUNT_NUMBER_LIMIT_EXCEEDED"]),
        (new(CloudTrouble.Refused, "The account is in an organization already.", "It must leave that organization first."),
            ["ALREADY_IN_AN_ORGANIZATION"]),
        (new(CloudTrouble.Limit, "AWS sends no more invitations now.", "Guildhall tries again by itself."),
            ["HANDSHAKE_RATE_LIMIT_EXCEEDED", "ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED"]),
        (new(CloudTrouble.Refused, "The account needs a payment method before it can join.", "Its owner adds one in the AWS billing console."),
            ["PAYMENT_INSTRUMENT_REQUIRED"]),
        (new(CloudTrouble.Refused, "The account was opened with another AWS seller.", "Only accounts of the same seller can join."),
            ["ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD"]),
        (new(CloudTrouble.Refused, "The organization is changing to all features.", "Invite again when that is finished."),
            ["INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES", "ORGANIZATION_IS_ALREADY_PENDING_ALL_FEATURES_MIGRATION"]),
        (new(CloudTrouble.Refused, "The e-mail address of the management account is not verified.", "Verify it in the AWS Organizations console."),
            ["MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED"]),
        (new(CloudTrouble.Refused, "There is an unused prepaid balance.", "Ask AWS Support."),
            ["UNUSED_PREPAYMENT_BALANCE"]),
        (new(CloudTrouble.Refused, "The organization still uses AWS's former billing permissions.", "Move to the fine-grained billing actions first."),
            ["LEGACY_PERMISSIONS_STILL_IN_USE"]),
        (new(CloudTrouble.Limit, "AWS creates no more accounts in the organization today.", "Try again tomorrow, or ask AWS Support."),
            ["ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED"]),
        (new(CloudTrouble.Refused, "The management account's address differs from the one of its AWS Marketplace.", "Correct the contact address of the management account."),
            ["MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE"]),
        (new(CloudTrouble.Refused, "A tag policy of the organization forbids these tags.", "Allow the tags of Guildhall in the tag policy, or change those of the link."),
            ["TAG_POLICY_VIOLATION"]),
        (new(CloudTrouble.Limit, "AWS allows 50 tags on one account.", "Take tags off the link's settings."),
            ["MAX_TAG_LIMIT_EXCEEDED"]),
        (new(CloudTrouble.Refused, "The role name is not one that AWS takes.", "Correct the role name in the settings of the link."),
            ["INVALID_ROLE_NAME"]),
        (new(CloudTrouble.Limit, "The account has as many service control policies as AWS allows.", "Detach one in the AWS Organizations console, then try again."),
            ["MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED"]),
        (new(CloudTrouble.Limit, "It is the account's last service control policy, which AWS does not detach.", "Attach FullAWSAccess in the AWS Organizations console, then try again."),
            ["MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED"]),
        (new(CloudTrouble.Limit, "The organization has as many policies as AWS allows.", "Delete one in the AWS Organizations console, then try again."),
            ["POLICY_NUMBER_LIMIT_EXCEEDED"]),
        (new(CloudTrouble.Limit, "The organization has closed as many accounts as AWS allows in 30 days.", "It stays queued, and Guildhall tries again by itself."),
            ["CLOSE_ACCOUNT_QUOTA_EXCEEDED"]),
        (new(CloudTrouble.Busy, "AWS closes three accounts of an organization at the same time.", "Guildhall tries again by itself."),
            ["CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED"]),
        (new(CloudTrouble.Refused, "The management account cannot be closed this way.", "Its owner closes it in its own console, when it has no members."),
            ["CANNOT_CLOSE_MANAGEMENT_ACCOUNT"]),
        (new(CloudTrouble.Refused, "AWS lets a created account go only some days after it was made.", "Try again in a week."),
            ["WAIT_PERIOD_ACTIVE"]),
        (new(CloudTrouble.Refused, "The account has no payment method of its own.", "Its owner enters one in the AWS billing console; then try again."),
            ["MEMBER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED"]),
        (new(CloudTrouble.Refused, "The account lacks what an account of its own needs: contact address, phone number or support plan.", "Its owner completes the sign-up in the AWS console; then try again."),
            ["ACCOUNT_CANNOT_LEAVE_ORGANIZATION", "ACCOUNT_CANNOT_LEAVE_WITHOUT_PHONE_VERIFICATION", "ACCOUNT_CANNOT_LEAVE_WITHOUT_EULA", "MASTER_ACCOUNT_MISSING_CONTACT_INFO"]),
        (new(CloudTrouble.Refused, "The account is a delegated administrator.", "Deregister it first, then try again."),
            ["CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG"]),
        (new(CloudTrouble.Refused, "The list cannot be continued where it was left.", "Start the sync again."),
            ["INVALID_NEXT_TOKEN"]));

    private static readonly FrozenDictionary<string, CloudSentence> ByCode = Table(
        (new(CloudTrouble.Credentials, "The API key doesn't exist, is inactive, or belongs to another partition.", "Create a new key for the IAM user and enter it."),
            ["InvalidClientTokenId", "UnrecognizedClientException", "InvalidAccessKeyId"]),
        (new(CloudTrouble.Credentials, "The API secret doesn't belong to this key.", "Enter the secret that was shown with this key, or create a new key."),
            ["SignatureDoesNotMatch", "InvalidSignatureException"]),
        (new(CloudTrouble.Credentials, "The key is temporary and has expired.", "Enter a key of an IAM user."),
            ["ExpiredToken", "ExpiredTokenException"]),
        (Clock, ["RequestExpired", "RequestTimeTooSkewed"]),
        (new(CloudTrouble.Denied, "The key may not do this.", "Attach the policy that Guildhall hands out to the IAM user, and look for a denying organization policy."),
            ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AllAccessDisabled"]),
        (new(CloudTrouble.Denied, "AWS may not make a role it needs for this.", "Allow iam:CreateServiceLinkedRole to the IAM user."),
            ["AccessDeniedForDependencyException"]),
        (new(CloudTrouble.Denied, "The AWS account is not fully set up yet.", "Finish the sign-up of the account in the AWS console and wait some minutes."),
            ["OptInRequired", "SubscriptionRequiredException", "SubscriptionRequired"]),
        (Throttled,
            ["TooManyRequestsException", "Throttling", "ThrottlingException", "ThrottledException", "RequestLimitExceeded", "RequestThrottled"]),
        (new(CloudTrouble.Busy, "Another change to the organization is running.", "Guildhall tries again by itself."),
            ["ConcurrentModificationException", "ConcurrentModification", "PolicyChangesInProgressException"]),
        (new(CloudTrouble.Busy, "AWS is still preparing the organization.", "Wait; it can take up to an hour."),
            ["FinalizingOrganizationException"]),
        (Failing,
            ["ServiceException", "InternalErrorException", "InternalFailure", "ServiceFailure", "ServiceUnavailable", "InternalServerException"]),
        (new(CloudTrouble.NoOrganization, "The account belongs to no organization.", "Create an organization, or enter the key of the management account."),
            ["AWSOrganizationsNotInUseException"]),
        (new(CloudTrouble.NotFound, "The organizational unit or root to move to does not exist.", "Choose another unit, or correct the one in the settings of the link."),
            ["DestinationParentNotFoundException"]),
        (Missing, ["AccountNotFoundException", "NoSuchEntity", "NoSuchEntityException", "NoSuchBucket", "NoSuchBucketPolicy", "NotFound"]),
        (new(CloudTrouble.Already, "The account is in an organization already.", "Nothing is to be done."), ["AlreadyInOrganizationException"]),
        (new(CloudTrouble.Already, "A report of that name exists already.", "Compare it in the AWS billing console."), ["DuplicateReportNameException"]),
        (new(CloudTrouble.Limit, "AWS allows no further Cost and Usage Report.", "Delete one in the AWS billing console."), ["ReportLimitReachedException"]),
        (new(CloudTrouble.Already, "The bucket is there already.", "Nothing is to be done."), ["BucketAlreadyOwnedByYou"]),
        (new(CloudTrouble.Refused, "The bucket's name is taken by someone else.", "Ask AWS Support who owns it, or link another account."), ["BucketAlreadyExists"]),
        (new(CloudTrouble.Busy, "The bucket is being made or deleted.", "Guildhall tries again by itself; after a deletion it can take an hour."), ["OperationAborted"]),
        (new(CloudTrouble.Limit, "The account has as many buckets as AWS allows.", "Delete one, or ask AWS for more."), ["TooManyBuckets"]),
        (new(CloudTrouble.Already, "An invitation of the account is open already.", "Wait for its answer, or cancel it in the AWS Organizations console."),
            ["DuplicateHandshakeException"]),
        (new(CloudTrouble.Refused, "The invitation was answered, cancelled or has expired.", "Send another one."),
            ["InvalidHandshakeTransitionException"]),
        (new(CloudTrouble.Refused, "The owner of the management account is not verified.", "Verify the management account's e-mail address in the AWS Organizations console."),
            ["AccountOwnerNotVerifiedException"]),
        (new(CloudTrouble.Already, "It is so already.", "Nothing is to be done."),
            ["HandshakeAlreadyInStateException", "AccountAlreadyRegisteredException", "DuplicateAccountException", "EntityAlreadyExists", "EntityAlreadyExistsException", "AccountNotRegisteredException"]),
        (new(CloudTrouble.Refused, "Service control policies need an organization with all features.", "Enable all features in the AWS Organizations console first."),
            ["PolicyTypeNotAvailableForOrganizationException"]),
        (new(CloudTrouble.Refused, "Service control policies are not enabled in the organization.", "Enable them in the AWS Organizations console, or try again."),
            ["PolicyTypeNotEnabledException"]),
        (new(CloudTrouble.Already, "The organization has a policy of that name already.", "Nothing is to be done."), ["DuplicatePolicyException"]),
        (new(CloudTrouble.Already, "It is so already.", "Nothing is to be done."),
            ["DuplicatePolicyAttachmentException", "PolicyNotAttachedException", "PolicyTypeAlreadyEnabledException"]),
        (new(CloudTrouble.Already, "The account is closed already.", "Nothing is to be done."), ["AccountAlreadyClosedException"]),
        (new(CloudTrouble.Busy, "Something else is being done to the account.", "Guildhall tries again by itself."), ["ConflictException"]),
        (new(CloudTrouble.Refused, "The management account cannot leave its organization.", "Nothing can be done from here."), ["MasterCannotLeaveOrganizationException"]),
        (new(CloudTrouble.Refused, "AWS does not take these values.", "Correct them and try again."),
            ["InvalidInputException", "InvalidInput", "ValidationError", "ValidationException"]),
        (new(CloudTrouble.Limit, "A limit of AWS forbids this.", "See the reason word; quotas are raised in the Service Quotas console."),
            ["ConstraintViolationException", "LimitExceeded", "LimitExceededException"]),
        (new(CloudTrouble.Refused, "This endpoint does not know the operation.", "Check that the endpoint is AWS or the simulated AWS."),
            ["UnsupportedAPIEndpointException", "UnknownOperationException", "InvalidAction"]));

    /// <summary>By the reason word, the name, then what name and status look like. aws-operations.md A.1: the status alone says little.</summary>
    public static CloudSentence Of(AwsError error)
    {
        if (error.Reason is not null && ByReason.TryGetValue(error.Reason, out var byReason)) return byReason;
        if (ByCode.TryGetValue(error.Code, out var byCode)) return byCode;
        if (error.Code.StartsWith("Throttl", StringComparison.Ordinal) || error.Status == 429) return Throttled;
        if (error.Status >= 500) return Failing;
        return error.Code.EndsWith("NotFoundException", StringComparison.Ordinal) ? Missing : Unknown;
    }

    private static FrozenDictionary<string, CloudSentence> Table(params ReadOnlySpan<(CloudSentence Sentence, string[] Names)> rows)
    {
        var table = new Dictionary<string, CloudSentence>(StringComparer.Ordinal);
        foreach (var (sentence, names) in rows)
        {
            foreach (var name in names) table.Add(name, sentence);
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
