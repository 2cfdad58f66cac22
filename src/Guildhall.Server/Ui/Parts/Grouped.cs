using Guildhall.Domain;

namespace Guildhall.Server.Ui.Parts;

/// <summary>Account ids as people read them.</summary>
internal static class Grouped
{
    /// <summary>12 digits as 4-4-4; anything else as it is.</summary>
    public static string Of(AccountId account) => Of(account.Value);

    public static string Of(string id) => id.Length == 12 && id.All(char.IsAsciiDigit) ? $"{id[..4]}-{id[4..8]}-{id[8..]}" : id;
}
