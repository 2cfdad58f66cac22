using System.Text.Json;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Billing;

/// <summary>Settings as they are stored. A member that is renamed needs a migration.</summary>
internal static class BillingSettingsJson
{
    public static string Write(BillingSettings settings) => JsonSerializer.Serialize(settings);

    /// <summary>The settings of a row with its version; the standard ones where there is none.</summary>
    public static StoredBillingSettings Of(BillingSettingsRow? row) => row is null ? new(BillingSettings.Standard, 0) : new(Read(row.Document), row.Version);

    public static BillingSettings Read(string json) => JsonSerializer.Deserialize<BillingSettings>(json)!;
}
