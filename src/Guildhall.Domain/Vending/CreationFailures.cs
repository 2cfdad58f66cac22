namespace Guildhall.Domain.Vending;

/// <summary>Why there is no account, in the words of both who read it.</summary>
public sealed record CreationFailure(string ToBuyer, string ToManager);

/// <summary>AWS's reasons against a new account. vendor-integration.md 13.2.</summary>
public static class CreationFailures
{
    /// <summary>Null for a word that is not known: <see cref="Other"/> shows it raw to the manager.</summary>
    /// <param name="reason">AWS's word.</param>
    /// <param name="organization">The name of the link.</param>
    /// <param name="management">The management account.</param>
    /// <param name="accounts">How many accounts the organization has.</param>
    public static CreationFailure? Find(string reason, string organization, string management, int accounts) => reason switch
    {
        "ACCOUNT_LIMIT_EXCEEDED" or "ACCOUNT_NUMBER_LIMIT_EXCEEDED" =>
            new("We can't create more accounts right now.", $"Account quota of {organization} reached ({accounts} accounts); {AskForMore}"),
        CreationRule.Unready => new("We can't create more accounts right now.", StillUnready(organization)),
        "ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED" =>
            new("We can't create more accounts right now.", $"AWS creates no more accounts in {organization} today; try again tomorrow."),
        "EMAIL_ALREADY_EXISTS" => Both("That address already belongs to an AWS account."),
        "INVALID_EMAIL" => new("The account's e-mail isn't accepted by AWS.", "AWS refused the address. Check the pattern."),
        "INVALID_ADDRESS" => new("The account's address isn't accepted by AWS.", "AWS refused the postal address. Check the management account's contact address."),
        "MISSING_PAYMENT_INSTRUMENT" or "INVALID_PAYMENT_INSTRUMENT" => new("Ordering is paused.", $"Management account {management} needs a valid payment method."),
        "MISSING_BUSINESS_VALIDATION" => Validation("missing"),
        "PENDING_BUSINESS_VALIDATION" => Validation("pending"),
        "FAILED_BUSINESS_VALIDATION" => Validation("failed"),
        "UNKNOWN_BUSINESS_VALIDATION" => Validation("unknown"),
        "INVALID_IDENTITY_FOR_BUSINESS_VALIDATION" or "IDENTITY_INVALID_BUSINESS_VALIDATION" => Validation("refused for its identity"),
        "UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED" => new("Something went wrong.", "Tags conflict with the organization's resource policy."),
        "INTERNAL_FAILURE" => new("AWS had an error and did not create the account.", "AWS failed four times within the hour (INTERNAL_FAILURE). Try again."),
        _ => null,
    };

    /// <summary>What is told while an order waits for what passes by itself; null where there is nothing to tell.</summary>
    public static CreationFailure? Waiting(CreationProgress progress) => progress switch
    {
        { Joined: true } => new("AWS is still creating the account.", "AWS has the same request already; joined to it."),
        { UnreadySince: not null } => Both("AWS is still preparing the organization, which can take an hour; the account is made after that."),
        { InternalFailures: > 0, RequestId: null } =>
            new("AWS had an error; we try again.", $"AWS had an error (INTERNAL_FAILURE); Guildhall tries again, {progress.InternalFailures} of 3 times within the hour."),
        _ => null,
    };

    /// <summary>Any other refusal, in AWS's words for the manager.</summary>
    public static CreationFailure Other(string said) => new("Something went wrong.", $"AWS refused the account: {said}");

    /// <summary>The applied quota cannot be read, and a new organization is refused with the same word (aws-operations.md F 4 to 6).</summary>
    internal const string AskForMore = "ask AWS for more in the Service Quotas console. An organization that is younger than an hour is told the same: then wait an hour and retry.";

    internal static string StillUnready(string organization) => $"AWS is still preparing {organization} after more than an hour. Ask AWS Support, then retry.";

    private static CreationFailure Both(string sentence) => new(sentence, sentence);

    private static CreationFailure Validation(string state) => new("Ordering is paused.", $"AWS's business validation of the management account is {state}.");
}
