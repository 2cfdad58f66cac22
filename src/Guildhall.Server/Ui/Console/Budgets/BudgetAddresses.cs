using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Budgets;

/// <summary>Where budgets are seen.</summary>
internal static class BudgetAddresses
{
    public const string List = "/spend/budgets";
    public const string New = List + "/new";
    public const string One = List + "/{id}";

    public static Crumb Above { get; } = new("Budgets", List);

    /// <summary>Where a budget of an account is made.</summary>
    public static string NewOf(string account) => $"{New}?account={account}";

    public static string Of(string id) => $"{List}/{Uri.EscapeDataString(id)}";
}
