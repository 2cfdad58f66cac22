using System.Text.Json;
using Guildhall.Domain;

namespace Guildhall.App.Changes;

/// <summary>Something that can be done to products of an experience, with its words.</summary>
/// <param name="Name">As forms and the database have it.</param>
/// <param name="Title">What it is called, as the legacy console does.</param>
/// <param name="Button">The same as short as a button is.</param>
/// <param name="Done">What is true of a product afterwards.</param>
/// <param name="ChangeType">The change type that does it.</param>
public sealed record ProductAct(string Name, string Title, string Button, string Done, string ChangeType)
{
    public static ProductAct Add { get; } = new("add", "Add to Private Marketplace", "Add to Private Marketplace", "Approved", "AllowProductProcurement");

    public static ProductAct Remove { get; } = new("remove", "Remove from Private Marketplace", "Remove", "Removed", "RemoveProductProcurement");

    public static ProductAct Deny { get; } = new("deny", "Deny products", "Deny", "Denied", "DenyProductProcurement");

    public static ProductAct Unblock { get; } = new("unblock", "Lift blocks", "Lift blocks", "Can be requested again", "UnblockProductRequests");

    public static ProductAct? Find(string name) => name switch
    {
        "add" => Add,
        "remove" => Remove,
        "deny" => Deny,
        "unblock" => Unblock,
        _ => null,
    };

    /// <summary>The changes that do it to up to 50 products of an experience (private-marketplace.md 8).</summary>
    /// <param name="experience">The experience.</param>
    /// <param name="name">Its name, of which that of a new procurement policy is made.</param>
    /// <param name="lacksPolicy">Whether it has no procurement policy: one is made first, unless none is needed.</param>
    /// <param name="products">Ids of products.</param>
    /// <param name="notes">Notes on the products; null or empty for none.</param>
    /// <param name="notesPublic">Whether those who are refused denied products read the notes.</param>
    public IReadOnlyList<ChangeDraft> Changes(EntityId experience, string name, bool lacksPolicy, IReadOnlyList<string> products, string? notes = null, bool notesPublic = false)
    {
        var change = Change(ChangeType, experience, this == Unblock ? new { Products = products.Select(id => new { Id = id }).ToArray() } : new { Products = new[] { Item(products, notes, notesPublic) } });
        return lacksPolicy && this != Unblock ? [Change("CreateProcurementPolicy", experience, new { Name = $"{name} products" }), change] : [change];
    }

    private static object Item(IReadOnlyList<string> ids, string? notes, bool notesPublic) =>
        string.IsNullOrEmpty(notes) ? new { Ids = ids }
        : notesPublic ? new { Ids = ids, Notes = notes, NotesPublic = true }
        : new { Ids = ids, Notes = notes };

    private static ChangeDraft Change(string type, EntityId experience, object details) =>
        new(type, $"{EntityType.Experience}@1.0") { Identifier = experience.Value, DetailsDocument = JsonSerializer.SerializeToElement(details) };
}
