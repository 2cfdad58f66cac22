using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary>Where spend is seen.</summary>
internal static class SpendAddresses
{
    public const string Overview = "/spend";
    public const string Products = Overview + "/products";
    public const string Lines = Overview + "/lines";

    /// <summary>What accounts pay for a product.</summary>
    /// <param name="code">The report's.</param>
    public static string OfProduct(string code) => $"{Overview}?by=account&product={Uri.EscapeDataString(code)}";

    /// <summary>What an account pays for.</summary>
    public static string OfAccount(string account) => $"{Overview}?by=product&account={account}";

    /// <summary>The products in the bill that are not approved for whoever pays for them.</summary>
    /// <param name="experience">The id of one: of the accounts that it governs; null for all.</param>
    public static string NotApproved(TenantId organization, EntityId? experience) =>
        $"{Products}?tab={BilledProductsModel.NotApproved}&organizationId={Uri.EscapeDataString(organization.Value)}{(experience is { } id ? $"&experience={Uri.EscapeDataString(id.Value)}" : "")}";

    public static Crumb Above { get; } = new("Spend", Overview);
}
