using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.PriceRules;

/// <summary>Where price rules are seen.</summary>
internal static class PriceAddresses
{
    public const string List = "/spend/prices";
    public const string New = List + "/new";
    public const string One = List + "/{id}";

    public static Crumb Above { get; } = new("Price rules", List);

    public static string Of(string id) => $"{List}/{Uri.EscapeDataString(id)}";
}
