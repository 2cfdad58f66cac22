using System.Text.Json;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing;

/// <summary>Settings as they are stored. A member that is renamed needs a migration.</summary>
internal static class BillingSettingsJson
{
    public static string Write(BillingSettings settings) => JsonSerializer.Serialize(settings);

    public static BillingSettings Read(string json) => JsonSerializer.Deserialize<BillingSettings>(json)!;

    /// <summary>An organization's newest version; the standard settings where there is none.</summary>
    public static StoredBillingSettings Newest(GuildhallDb db, string tenant) =>
        db.BillingSettings.AsNoTracking().Where(s => s.TenantId == tenant).OrderByDescending(s => s.Version).FirstOrDefault() is { } row ? Of(row) : StoredBillingSettings.Standard;

    public static StoredBillingSettings Of(BillingSettingsRow row) => new(Read(row.Document), row.Version) { By = row.MadeBy, At = row.MadeAt };
}
