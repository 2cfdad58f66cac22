using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Guildhall.Domain;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.App.Lists;

/// <summary>The lists of what is in memory, each made when first asked for and kept as long as its entities are the same.</summary>
internal static class MarketplaceLists
{
    private static readonly ConditionalWeakTable<ImmutableDictionary<EntityId, Experience>, ExperienceLists> Experiences = [];
    private static readonly ConditionalWeakTable<ImmutableDictionary<EntityId, ProductRequest>, EntityList> Requests = [];
    private static readonly ConditionalWeakTable<ProductCatalogue, Dictionary<string, EntityList>> Products = [];

    public static EntityList Of(PrivateMarketplace marketplace, string type) => type switch
    {
        nameof(EntityType.ProductProcurementRequest) =>
            Requests.GetValue(marketplace.Requests, requests => new EntityList([.. requests.Values.Select(EntitySummary.Of)])),
        _ => Experiences.GetValue(marketplace.Experiences, experiences => new ExperienceLists(experiences)).Of(type),
    };

    public static EntityList Of(ProductCatalogue catalogue, string type) => Products.GetValue(catalogue, ByType).GetValueOrDefault(type, EntityList.Empty);

    private static Dictionary<string, EntityList> ByType(ProductCatalogue catalogue) =>
        catalogue.Products.GroupBy(p => p.Type, StringComparer.Ordinal).ToDictionary(g => g.Key, g => new EntityList([.. g.Select(EntitySummary.Of)]), StringComparer.Ordinal);

    private sealed class ExperienceLists(ImmutableDictionary<EntityId, Experience> experiences)
    {
        private readonly Lazy<EntityList> _experiences = new(() => new EntityList([.. experiences.Values.Select(EntitySummary.Of)]));
        private readonly Lazy<EntityList> _policies = Children(experiences, EntitySummary.OfPolicy);
        private readonly Lazy<EntityList> _brandings = Children(experiences, EntitySummary.OfBranding);
        private readonly Lazy<EntityList> _audiences = Children(experiences, EntitySummary.OfAudience);

        public EntityList Of(string type) => type switch
        {
            nameof(EntityType.Experience) => _experiences.Value,
            nameof(EntityType.ProcurementPolicy) => _policies.Value,
            nameof(EntityType.BrandingSettings) => _brandings.Value,
            nameof(EntityType.Audience) => _audiences.Value,
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };

        private static Lazy<EntityList> Children(ImmutableDictionary<EntityId, Experience> experiences, Func<Experience, EntitySummary?> child) =>
            new(() => new EntityList([.. experiences.Values.Select(child).OfType<EntitySummary>()]));
    }
}
