namespace Guildhall.Domain.Governance;

/// <summary>The answer to "may this account buy this product".</summary>
public enum Decision : byte
{
    Allow,
    Deny,
}

/// <summary>Why: exactly one holds. The words are the decision API's; private-marketplace.md 5.1, 5.2, 5.4, 5.7.</summary>
public enum DecisionReason : byte
{
    /// <summary>Nothing governs the account: everything it can see may be bought.</summary>
    NotGoverned,

    /// <summary>The governing experience has no policy: the same.</summary>
    NoPolicy,

    /// <summary>The policy allows the product.</summary>
    ProductAllowed,

    /// <summary>Entitled without a purchase that could be governed (5.4).</summary>
    AlwaysEntitled,

    /// <summary>The policy denies the product.</summary>
    ProductDenied,

    /// <summary>The policy has the product in neither list; an empty policy approves nothing.</summary>
    ProductNotApproved,

    /// <summary>The catalogue does not have it, or no offer shows it to this account (5.7).</summary>
    ProductNotFound,

    /// <summary>The organization has no such account.</summary>
    AccountNotFound,

    /// <summary>The organization was last read too long ago to be relied on (5.1): refused rather than guessed.</summary>
    OrganizationUnreadable,
}

public static class DecisionReasons
{
    public static Decision Decision(this DecisionReason reason) =>
        reason <= DecisionReason.AlwaysEntitled ? Governance.Decision.Allow : Governance.Decision.Deny;

    /// <summary>The word in answers of the decision API (<c>reason</c>).</summary>
    public static string Word(this DecisionReason reason) => reason switch
    {
        DecisionReason.NotGoverned => "NOT_GOVERNED",
        DecisionReason.NoPolicy => "NO_POLICY",
        DecisionReason.ProductAllowed => "PRODUCT_ALLOWED",
        DecisionReason.AlwaysEntitled => "ALWAYS_ENTITLED",
        DecisionReason.ProductDenied => "PRODUCT_DENIED",
        DecisionReason.ProductNotApproved => "PRODUCT_NOT_APPROVED",
        DecisionReason.ProductNotFound => "PRODUCT_NOT_FOUND",
        DecisionReason.AccountNotFound => "ACCOUNT_NOT_FOUND",
        DecisionReason.OrganizationUnreadable => "ORGANIZATION_UNREADABLE",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>The word in answers of the decision API (<c>decision</c>).</summary>
    public static string Word(this Decision decision) => decision == Governance.Decision.Allow ? "ALLOW" : "DENY";
}
