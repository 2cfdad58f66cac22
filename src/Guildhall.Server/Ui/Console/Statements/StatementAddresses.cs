using Guildhall.Domain.Billing;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Statements;

/// <summary>Where statements are seen.</summary>
internal static class StatementAddresses
{
    public const string List = "/spend/statements";
    public const string Close = List + "/close";
    public const string One = List + "/{id}";

    public static Crumb Above { get; } = new("Statements", List);

    public static string CloseOf(BillingMonth month, string organization) => $"{Close}?period={month}&organization={Uri.EscapeDataString(organization)}";

    public static string Of(string id) => $"{List}/{Uri.EscapeDataString(id)}";
}
