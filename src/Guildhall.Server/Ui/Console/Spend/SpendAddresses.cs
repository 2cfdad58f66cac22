using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary>Where spend is seen.</summary>
internal static class SpendAddresses
{
    public const string Overview = "/spend";
    public const string Products = Overview + "/products";

    public static Crumb Above { get; } = new("Spend", Overview);
}
