using System.Text.Json;

namespace Guildhall.App.Billing;

/// <summary>Settings as they are stored. A member that is renamed needs a migration.</summary>
internal static class BillingSettingsJson
{
    public static string Write(BillingSettings settings) => JsonSerializer.Serialize(settings);

    public static BillingSettings Read(string json) => JsonSerializer.Deserialize<BillingSettings>(json)!;
}
