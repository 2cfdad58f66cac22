using Guildhall.App.Cloud;

namespace Guildhall.Tests.App.Cloud;

/// <summary>What each error of aws-operations.md A and F means to a person.</summary>
public sealed class CloudSentenceTests
{
    private static readonly HashSet<string> Generic =
        ["AWS refused the request.", "AWS does not have it.", "AWS does not take these values.", "A limit of AWS forbids this."];

    [Theory]
    [InlineData("AWSOrganizationsNotInUseException FinalizingOrganizationException TooManyRequestsException ConcurrentModificationException ServiceException PolicyChangesInProgressException")]
    [InlineData("AccessDeniedException AccessDeniedForDependencyException OptInRequired SubscriptionRequiredException Throttling ExpiredToken ExpiredTokenException RequestExpired RequestTimeTooSkewed")]
    [InlineData("UnrecognizedClientException InvalidClientTokenId SignatureDoesNotMatch InvalidSignatureException UnsupportedAPIEndpointException AlreadyInOrganizationException")]
    [InlineData("AccountNotFoundException ParentNotFoundException ChildNotFoundException OrganizationalUnitNotFoundException TargetNotFoundException PolicyNotFoundException SourceParentNotFoundException DestinationParentNotFoundException")]
    [InlineData("DuplicateAccountException AccountAlreadyClosedException ConflictException DuplicateHandshakeException AccountOwnerNotVerifiedException InvalidHandshakeTransitionException HandshakeAlreadyInStateException")]
    [InlineData("AccountAlreadyRegisteredException AccountNotRegisteredException DuplicatePolicyException MalformedPolicyDocumentException PolicyTypeNotAvailableForOrganizationException DuplicatePolicyAttachmentException PolicyNotAttachedException PolicyTypeNotEnabledException PolicyTypeAlreadyEnabledException")]
    [InlineData("MalformedPolicyDocument PackedPolicyTooLarge RegionDisabledException BucketAlreadyExists BucketAlreadyOwnedByYou OperationAborted InvalidBucketName TooManyBuckets IllegalLocationConstraintException InvalidLocationConstraint MalformedPolicy NoSuchBucket")]
    [InlineData("DuplicateReportNameException ReportLimitReachedException")]
    public void MustShow5_Every_error_name_that_AWS_documents_has_a_sentence_of_its_own_and_a_step_that_helps(string names) =>
        Assert.All(names.Split(' '), name => Helps(new AwsError(400, name, "said", null, null)));

    [Theory]
    [InlineData("ACCOUNT_CREATION_NOT_COMPLETE MASTER_ACCOUNT_PAYMENT_INSTRUMENT_REQUIRED MASTER_ACCOUNT_MISSING_CONTACT_INFO CREATE_ORGANIZATION_IN_BILLING_MODE_UNSUPPORTED_REGION")]
    [InlineData("ACCOUNT_NUMBER_LIMIT_EXCEEDED ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED MASTER_ACCOUNT_ADDRESS_DOES_NOT_MATCH_MARKETPLACE TAG_POLICY_VIOLATION INVALID_ROLE_NAME MAX_TAG_LIMIT_EXCEEDED INVALID_NEXT_TOKEN")]
    [InlineData("CANNOT_CLOSE_MANAGEMENT_ACCOUNT CLOSE_ACCOUNT_QUOTA_EXCEEDED CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED WAIT_PERIOD_ACTIVE CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG")]
    [InlineData("ALREADY_IN_AN_ORGANIZATION HANDSHAKE_RATE_LIMIT_EXCEEDED INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD PAYMENT_INSTRUMENT_REQUIRED ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED LEGACY_PERMISSIONS_STILL_IN_USE UNUSED_PREPAYMENT_BALANCE")]
    [InlineData("UNRECOGNIZED_SERVICE_PRINCIPAL ORGANIZATION_NOT_IN_ALL_FEATURES_MODE SERVICE_ACCESS_NOT_ENABLED CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE")]
    [InlineData("POLICY_NUMBER_LIMIT_EXCEEDED POLICY_CONTENT_LIMIT_EXCEEDED MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED")]
    public void MustShow5_Every_reason_word_that_AWS_documents_has_a_sentence_of_its_own_and_a_step_that_helps(string reasons) =>
        Assert.All(reasons.Split(' '), reason => Helps(new AwsError(400, "ConstraintViolationException", "said", reason, null)));

    [Fact]
    public void A_name_that_nobody_knows_is_told_in_AWSs_own_words_on_one_line_and_cut()
    {
        var problem = CloudProblems.Of(new AwsError(400, "NeverHeardOfException", "First line.\r\n\u202eSecond", null, "request-1"));
        Assert.Equal("AWS refused the request: \"First line.  Second\".", problem.Message);
        Assert.Contains("request id", problem.Repair, StringComparison.Ordinal);
        Assert.True(CloudProblems.Of(new AwsError(400, "NeverHeardOfException", new string('x', 10_000), null, null)).Message.Length < 300);
        Assert.Equal("AWS refused the request.", CloudProblems.Of(new AwsError(403, "", " ", null, null)).Message);
    }

    private static void Helps(AwsError error)
    {
        var problem = CloudProblems.Of(error);
        Assert.True(!Generic.Contains(problem.Message) && !Generic.Any(g => problem.Message.StartsWith(g.TrimEnd('.') + ":", StringComparison.Ordinal)), $"{error.Code} {error.Reason}: {problem.Message}");
        Assert.NotEmpty(problem.Repair);
    }
}
