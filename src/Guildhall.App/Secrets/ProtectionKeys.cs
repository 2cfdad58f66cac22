using Guildhall.App.Store;
using Guildhall.App.Store.Rows;

namespace Guildhall.App.Secrets;

/// <summary>The keys that protect forms and short-lived tokens, sealed in the database so that all instances share them. security.md S-15.</summary>
public sealed class ProtectionKeys(Database database, Vault vault)
{
    /// <summary>All keys, as the framework wrote them. One that does not open (another master key) is left out: a new one is made.</summary>
    public IReadOnlyList<string> Read()
    {
        using var reading = new PlainReading(database);
        return [.. reading.Rows("""SELECT "Id", "Sealed" FROM "ProtectionKeys" """).Select(row => Open(row.GetString(0), row.GetString(1))).OfType<string>()];
    }

    public void Add(string id, string text)
    {
        using var db = database.Open();
        db.Add(new ProtectionKeyRow { Id = id, Sealed = vault.Seal(new Secret(text), PlaceOf(id)) });
        db.SaveChanges();
    }

    private string? Open(string id, string secured)
    {
        try
        {
            return vault.Open(secured, PlaceOf(id)).Reveal();
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    internal static SecretPlace PlaceOf(string id) => new("", id, "ProtectionKey");
}
