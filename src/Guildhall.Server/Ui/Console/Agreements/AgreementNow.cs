using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Agreements;

/// <summary>How things stand with an agreement, in words and a shape.</summary>
internal static class AgreementNow
{
    public static string WordOf(AgreementStatus status) => status == AgreementStatus.RolledBack ? "Rolled back" : status.ToString();

    public static StatusKind KindOf(AgreementStatus status) => status switch
    {
        AgreementStatus.Active => StatusKind.Good,
        AgreementStatus.Renewed or AgreementStatus.Replaced => StatusKind.Information,
        AgreementStatus.Terminated => StatusKind.Bad,
        _ => StatusKind.Inactive,
    };

    /// <summary>What the private marketplace says of its product now.</summary>
    public static string Why(DecisionReason reason) => reason switch
    {
        DecisionReason.NotGoverned => "Not governed",
        DecisionReason.NoPolicy => "Everything is approved",
        DecisionReason.ProductAllowed => "Approved",
        DecisionReason.AlwaysEntitled => "Always entitled",
        DecisionReason.ProductDenied => "Denied",
        DecisionReason.ProductNotFound => "Not offered any more",
        DecisionReason.AccountNotFound => "Account left the organization",
        DecisionReason.OrganizationUnreadable => "Organization read too long ago",
        _ => "Not approved",
    };
}
