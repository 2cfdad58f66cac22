using Guildhall.App.Secrets;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Webhooks;

/// <summary>Secrets of webhooks: made here, shown once, kept sealed. security.md S-13.</summary>
internal sealed class WebhookSecrets(Vault vault, IdSource secrets)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <summary>258 random bits.</summary>
    public Secret Make() => new("whsec_" + secrets.Text(Letters, 43));

    public string Seal(string webhook, Secret secret) => vault.Seal(secret, PlaceOf(webhook));

    /// <summary>The secret, and for a while the one before it.</summary>
    public IReadOnlyList<Secret> InForce(WebhookRow row, DateTimeOffset now) =>
        row.FormerEncryptedSecret is { } former && row.FormerUntil > now
            ? [vault.Open(row.EncryptedSecret, PlaceOf(row.Id)), vault.Open(former, PlaceOf(row.Id))]
            : [vault.Open(row.EncryptedSecret, PlaceOf(row.Id))];

    /// <summary>The secret that the webhook was made with; null when it was changed. It is asked for within a day, and so long the one before a change is kept.</summary>
    public Secret? First(WebhookRow row) => row.FormerEncryptedSecret is null ? vault.Open(row.EncryptedSecret, PlaceOf(row.Id)) : null;

    internal static SecretPlace PlaceOf(string webhook) => new("", webhook, "Secret");
}
