using System.Collections.Immutable;

namespace Guildhall.Domain.Products;

/// <summary>One explicitly allowed or denied product, with the notes it was given. private-marketplace.md 3.2.</summary>
public readonly record struct ProductGrant(ProductId Product, string? Notes);

/// <summary>
/// The one policy of an experience. A product is in at most one of the lists; each list is in order of time added. An empty policy blocks
/// everything; no policy at all allows everything (private-marketplace.md 5.2). <see cref="Blocked"/> products cannot be requested (5.6).
/// </summary>
public sealed record ProcurementPolicy(EntityId Id, int Revision, DateTimeOffset LastModified, string Name, string Description)
{
    /// <summary>Products in both lists together. private-marketplace.md 8.</summary>
    public const int Limit = 100_000;

    /// <summary><c>Configuration.PolicyResourceRequests</c>: true for <c>Allow</c>, the default.</summary>
    public bool RequestsAllowed { get; init; } = true;

    public ImmutableArray<ProductGrant> Allowed { get; init; } = [];

    public ImmutableArray<ProductGrant> Denied { get; init; } = [];

    public ImmutableHashSet<ProductId> Blocked { get; init; } = [];

    /// <summary>Denied products whose notes everybody may read who is refused them. private-marketplace.md 7.3.</summary>
    public ImmutableHashSet<ProductId> PublicNotes { get; init; } = [];

    /// <summary>The notes of a denied product that are shown to whoever is refused it; null when there are none.</summary>
    public string? PublicNoteOf(ProductId product) => PublicNotes.Contains(product) ? Denied.FirstOrDefault(g => g.Product == product).Notes : null;

    /// <summary>The products allowed: moved from the other list, added at the end, or with their notes replaced; their blocks are cleared.</summary>
    internal ProcurementPolicy Allow(IReadOnlyCollection<ProductGrant> grants)
    {
        var named = new NamedProducts(grants);
        return this with { Allowed = named.PutInto(Allowed), Denied = named.TakeFrom(Denied), Blocked = Blocked.Except(named.Ids), PublicNotes = PublicNotes.Except(named.Ids) };
    }

    /// <summary>The products denied, as <see cref="Allow"/> does it; blocks stay.</summary>
    /// <param name="shown">Those of them whose notes are public.</param>
    internal ProcurementPolicy Deny(IReadOnlyCollection<ProductGrant> grants, params IEnumerable<ProductId> shown)
    {
        var named = new NamedProducts(grants);
        return this with { Allowed = named.TakeFrom(Allowed), Denied = named.PutInto(Denied), PublicNotes = PublicNotes.Except(named.Ids).Union(shown) };
    }

    /// <summary>The products in neither list.</summary>
    internal ProcurementPolicy Remove(IReadOnlyCollection<ProductGrant> grants)
    {
        var named = new NamedProducts(grants);
        return this with { Allowed = named.TakeFrom(Allowed), Denied = named.TakeFrom(Denied), PublicNotes = PublicNotes.Except(named.Ids) };
    }
}
