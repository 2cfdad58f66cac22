namespace Guildhall.Domain.Vending;

/// <summary>Why there is no account, in the words of both who read it: AWS's reasons against an invitation, and the ways it ends. vendor-integration.md 13.3.</summary>
public static class InvitationFailures
{
    public const string Declined = "DECLINED";
    public const string Cancelled = "CANCELED";
    public const string Expired = "EXPIRED";

    /// <summary>The order was taken back.</summary>
    public const string Withdrawn = "WITHDRAWN";

    /// <summary>Whether AWS takes the same invitation later.</summary>
    public static bool Passes(string? reason) => reason is "HANDSHAKE_RATE_LIMIT_EXCEEDED" or "ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED";

    /// <summary>Null for a word that is not known: <see cref="Other"/> shows it raw to the manager.</summary>
    /// <param name="reason">AWS's word.</param>
    /// <param name="target">The invited account's id or address.</param>
    /// <param name="organization">The name of the link.</param>
    /// <param name="accounts">How many accounts the organization has.</param>
    public static CreationFailure? Find(string reason, string target, string organization, int accounts) => reason switch
    {
        "DuplicateHandshakeException" => Both($"An invitation to {target} is already open."),
        "ALREADY_IN_AN_ORGANIZATION" => Both($"Account {target} is in another organization; it must leave first."),
        "ACCOUNT_NUMBER_LIMIT_EXCEEDED" => new("We can't take more accounts right now.", $"Account quota of {organization} reached ({accounts} accounts, open invitations count too); {CreationFailures.AskForMore}"),
        CreationRule.Unready => new("We can't take more accounts right now.", CreationFailures.StillUnready(organization)),
        "PAYMENT_INSTRUMENT_REQUIRED" => Both("The account needs a payment method before it can join."),
        "ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD" => Both("The account was opened with another AWS seller and can't join."),
        "INVITE_DISABLED_DURING_ENABLE_ALL_FEATURES" => Both("The organization is changing to all features; try later."),
        "MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED" or "AccountOwnerNotVerifiedException" => new("Ordering is paused.", "Verify the management account's e-mail in AWS first."),
        "UNUSED_PREPAYMENT_BALANCE" => Both("The account has an unused prepaid balance and can't join."),
        "LEGACY_PERMISSIONS_STILL_IN_USE" => new("Ordering is paused.", $"{organization} must move to AWS's fine-grained billing actions before it can invite accounts."),
        "TARGET_NOT_SUPPORTED" or "INVALID_PATTERN_TARGET_ID" or "INVALID_EMAIL_ADDRESS_TARGET" => Both($"AWS knows no account {target} that can be invited."),
        Declined => Both($"The owner of {target} declined the invitation."),
        Cancelled => Both($"The invitation to {target} was cancelled on AWS."),
        Expired => Both($"The invitation to {target} expired without an answer."),
        Withdrawn => Both("The order was cancelled, and its invitation with it."),
        _ => null,
    };

    /// <summary>AWS limits how many invitations are sent: what is told until the next try.</summary>
    public static string Limited(DateTimeOffset again) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"AWS limits invitations; we try again at {again:yyyy-MM-dd HH:mm} UTC.");

    /// <summary>AWS prepares the organization: what is told until the next try.</summary>
    public static readonly string Unready = "AWS is still preparing the organization, which can take an hour; the invitation is sent after that.";

    public static CreationFailure Member(string target) => Both($"Account {target} is already in this organization.");

    /// <summary>Any other refusal, in AWS's words for the manager.</summary>
    public static CreationFailure Other(string said) => new("Something went wrong.", $"AWS refused the invitation: {said}");

    private static CreationFailure Both(string sentence) => new(sentence, sentence);
}
