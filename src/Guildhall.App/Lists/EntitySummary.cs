using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.App.Lists;

/// <summary>An entity or product as lists show, sort and filter it. private-marketplace.md 2.6.</summary>
/// <param name="Type">Without version, such as <c>Experience</c> or <c>SaaSProduct</c>.</param>
/// <param name="Owner">Null for a product whose seller has no account here: it counts as the reader's.</param>
/// <param name="Entity">The domain's record.</param>
public sealed record EntitySummary(string Type, string Id, string Name, DateTimeOffset LastModified, AccountId? Owner, object Entity)
{
    /// <summary>The longest name of the model.</summary>
    private const int LongestName = 255;

    /// <summary>The experience an audience belongs to.</summary>
    public EntityId? Parent { get; init; }

    /// <summary>The product, or null when it is none.</summary>
    public Product? Product => Entity as Product;

    public string ArnFor(AccountId reader) => Arns.Entity(Owner ?? reader, Type, Id);

    internal static EntitySummary Of(Product product) =>
        new(product.Type, product.Id.Value, product.Title, product.LastModified, product.ManufacturerAccount is { } account ? new AccountId(account) : null, product);

    internal static EntitySummary Of(Experience e) => Of(EntityType.Experience, e.Id, e.Name, e.LastModified, e.Owner, e);

    /// <summary>A request has no name of its own: the titles of its products stand for it.</summary>
    internal static EntitySummary Of(ProductRequest r) =>
        Of(EntityType.ProductProcurementRequest, r.Id, Cut(string.Join(", ", r.Products.Select(p => p.Title))), r.LastModified, r.Requester, r);

    internal static EntitySummary? OfPolicy(Experience e) =>
        e.Policy is { } p ? Of(EntityType.ProcurementPolicy, p.Id, p.Name, p.LastModified, e.Owner, p) : null;

    internal static EntitySummary? OfBranding(Experience e) =>
        e.Branding is { } b ? Of(EntityType.BrandingSettings, b.Id, b.Name, b.LastModified, e.Owner, b) : null;

    internal static EntitySummary? OfAudience(Experience e) =>
        e.Audience is { } a ? Of(EntityType.Audience, a.Id, a.Name, a.LastModified, e.Owner, a) with { Parent = e.Id } : null;

    private static EntitySummary Of(EntityType type, EntityId id, string name, DateTimeOffset modified, AccountId owner, object entity) =>
        new(type.ToString(), id.Value, name, modified, owner, entity);

    private static string Cut(string name) => name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
}
