using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.UsageRuns;

/// <summary>Where usage runs are seen.</summary>
internal static class UsageRunAddresses
{
    public const string List = "/spend/runs";
    public const string Fetch = List + "/fetch";
    public const string One = List + "/{id}";

    public static Crumb Above { get; } = new("Usage runs", List);

    public static string Of(string id) => $"{List}/{Uri.EscapeDataString(id)}";
}
