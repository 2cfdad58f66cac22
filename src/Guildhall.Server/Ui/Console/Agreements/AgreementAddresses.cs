using Guildhall.Domain;

namespace Guildhall.Server.Ui.Console.Agreements;

/// <summary>Where the organization's agreements are seen.</summary>
internal static class AgreementAddresses
{
    public const string List = "/console/agreements";

    /// <summary>Active ones of products that are not approved now.</summary>
    public const string NotApproved = List + "?status=active&approval=no";

    /// <summary>Those of them that would renew by themselves, the next first.</summary>
    public const string RefusedRenewals = NotApproved + "&renews=yes&sort=end";

    public static string Of(string agreement) => $"{List}/{Uri.EscapeDataString(agreement)}";

    /// <summary>Active ones of accounts that an experience governs, of products outside its list.</summary>
    public static string Outside(EntityId experience) => $"{NotApproved}&experience={Uri.EscapeDataString(experience.Value)}";
}
