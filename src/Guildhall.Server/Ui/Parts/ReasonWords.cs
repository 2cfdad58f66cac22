using Guildhall.Domain.Governance;

namespace Guildhall.Server.Ui.Parts;

/// <summary>What the private marketplace says of a product for an account, in a few words: the reason of a decision, of now or of then.</summary>
internal static class ReasonWords
{
    public static string Of(DecisionReason reason) => reason switch
    {
        DecisionReason.NotGoverned => "Not governed",
        DecisionReason.NoPolicy => "Approved, as everything",
        DecisionReason.ProductAllowed => "Approved",
        DecisionReason.AlwaysEntitled => "Always entitled",
        DecisionReason.ProductDenied => "Denied",
        DecisionReason.ProductNotFound => "Not offered any more",
        DecisionReason.AccountNotFound => "Account left the organization",
        DecisionReason.OrganizationUnreadable => "Organization read too long ago",
        _ => "Not approved",
    };
}
