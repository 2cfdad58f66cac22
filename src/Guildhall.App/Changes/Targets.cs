using Guildhall.Domain;
using Guildhall.Domain.Access;

namespace Guildhall.App.Changes;

/// <summary>The entities a change can be made on.</summary>
internal static class Targets
{
    /// <summary>The entity's latest revision, or null when there is none of that type and id that the actor may see.</summary>
    public static int? Revision(PrivateMarketplace marketplace, Actor actor, EntityType type, EntityId id) => type switch
    {
        EntityType.Experience when Visibility.SeesExperiences(actor, marketplace.Organization) => marketplace.FindExperience(id)?.Revision,
        EntityType.ProductProcurementRequest when marketplace.Requests.TryGetValue(id, out var request)
            && Visibility.Sees(actor, marketplace.Organization, request) => request.Revision,
        _ => null,
    };
}
