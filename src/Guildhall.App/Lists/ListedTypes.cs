using System.Collections.Frozen;

namespace Guildhall.App.Lists;

/// <summary>An entity type that can be listed: what it is filtered and sorted by in the generic way.</summary>
/// <param name="Filters">The values each filter may have; none for any text.</param>
public sealed record ListedType(string Name, ListedKind Kind, FrozenDictionary<string, string[]> Filters);

public enum ListedKind
{
    /// <summary>Of a tenant's private marketplace.</summary>
    Marketplace,

    /// <summary>Of the catalogue.</summary>
    Product,

    /// <summary>A seller's entity of which Guildhall holds none: its list is empty.</summary>
    Foreign,
}

/// <summary>The entity types of ListEntities. private-marketplace.md 2.6, storefront-and-procurement.md E.3.</summary>
public static class ListedTypes
{
    private static readonly FrozenDictionary<string, ListedType> ByName = new ListedType[]
    {
        Of("Experience", ListedKind.Marketplace, ("Status", ["Enabled", "Disabled"]), ("AdminStatus", ["Editable", "Restricted"])),
        Of("ProcurementPolicy", ListedKind.Marketplace),
        Of("BrandingSettings", ListedKind.Marketplace),
        Of("Audience", ListedKind.Marketplace, ("Principal", []), ("ExperienceId", [])),
        Of("ProductProcurementRequest", ListedKind.Marketplace, ("RequestStatus", ["Pending", "Approved", "Declined", "Cancelled", "Expired"]), ("ProductId", []), ("ExperienceId", [])),
        Of("AmiProduct", ListedKind.Product),
        Of("ContainerProduct", ListedKind.Product),
        Of("DataProduct", ListedKind.Product),
        Of("MachineLearningProduct", ListedKind.Product),
        Of("ProfessionalServicesProduct", ListedKind.Product),
        Of("SaaSProduct", ListedKind.Product),
        Of("Offer", ListedKind.Foreign),
        Of("OfferSet", ListedKind.Foreign),
        Of("ResaleAuthorization", ListedKind.Foreign),
        Of("Seller", ListedKind.Foreign),
        Of("Solution", ListedKind.Foreign),
    }.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.Ordinal);

    /// <summary>Null when there is no type of that name.</summary>
    public static ListedType? Find(string name) => ByName.GetValueOrDefault(name);

    private static ListedType Of(string name, ListedKind kind, params (string Name, string[] Values)[] filters) =>
        new(name, kind, filters.Append(("EntityId", [])).Append(("Name", [])).ToFrozenDictionary(f => f.Name, f => f.Values, StringComparer.Ordinal));
}
