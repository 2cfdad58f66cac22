using Guildhall.Server.Ui.Console.Spend;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Exits;

/// <summary>Where plans of exits are seen: beside the products in the bill.</summary>
internal static class ExitAddresses
{
    public const string New = Folder + "/new";
    public const string One = Folder + "/{id}";

    private const string Folder = SpendAddresses.Products + "/exits";

    public static Crumb[] Above { get; } = [SpendAddresses.Above, new("Products in the bill", SpendAddresses.Products)];

    /// <summary>Where the exit from a product is planned.</summary>
    /// <param name="product">Its code in the bill.</param>
    public static string NewOf(string product, string tenant) => $"{New}?product={Uri.EscapeDataString(product)}&organizationId={Uri.EscapeDataString(tenant)}";

    public static string Of(string id) => $"{Folder}/{Uri.EscapeDataString(id)}";
}
