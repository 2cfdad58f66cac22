using Guildhall.Domain;
using Guildhall.Domain.Experiences;

namespace Guildhall.App.Experiences;

/// <summary>The entities of a private marketplace as described ones.</summary>
internal static class Entities
{
    public static DescribedEntity? Find(PrivateMarketplace marketplace, EntityId id)
    {
        if (marketplace.FindExperience(id) is { } experience) return Of(experience);
        if (marketplace.Requests.TryGetValue(id, out var request)) return Of(request);
        return marketplace.Parents.TryGetValue(id, out var parent) ? Children(marketplace.Experiences[parent]).First(c => c.Id == id.Value) : null;
    }

    public static DescribedEntity Of(Experience e) =>
        Of(EntityType.Experience, e.Owner, e.Id, e.Revision, e.Name, e.LastModified, json => EntityDocuments.Write(json, e));

    public static DescribedEntity Of(Domain.Requests.ProductRequest r) =>
        Of(EntityType.ProductProcurementRequest, r.Requester, r.Id, r.Revision, NameOf(r), r.LastModified, json => EntityDocuments.Write(json, r));

    /// <summary>Policy, branding and audience, as far as there are any.</summary>
    public static IEnumerable<DescribedEntity> Children(Experience e)
    {
        if (e.Policy is { } p) yield return Of(EntityType.ProcurementPolicy, e.Owner, p.Id, p.Revision, p.Name, p.LastModified, json => EntityDocuments.Write(json, p));
        if (e.Branding is { } b) yield return Of(EntityType.BrandingSettings, e.Owner, b.Id, b.Revision, b.Name, b.LastModified, json => EntityDocuments.Write(json, b));
        if (e.Audience is { } a) yield return Of(EntityType.Audience, e.Owner, a.Id, a.Revision, a.Name, a.LastModified, json => EntityDocuments.Write(json, a, e.Id));
    }

    /// <summary>A request has no name of its own: the titles of its products stand for it.</summary>
    private static string NameOf(Domain.Requests.ProductRequest request) => string.Join(", ", request.Products.Select(p => p.Title));

    private static DescribedEntity Of(EntityType type, AccountId owner, EntityId id, int revision, string name, DateTimeOffset modified, Action<System.Text.Json.Utf8JsonWriter> write) =>
        new($"{type}@1.0", id.Value, revision, name, Arns.Entity(owner, type, id.Value), modified, write);
}
