namespace Guildhall.Domain;

/// <summary>The entity types of the private marketplace, all in version <c>@1.0</c>. private-marketplace.md 3.</summary>
public enum EntityType
{
    Experience,
    ProcurementPolicy,
    BrandingSettings,
    Audience,
    ProductProcurementRequest,
}

public static class EntityTypes
{
    /// <summary>The id prefix with its hyphen. private-marketplace.md 1.4.</summary>
    public static string Prefix(this EntityType type) => type switch
    {
        EntityType.Experience => "exp-",
        EntityType.ProcurementPolicy => "procpolicy-",
        EntityType.BrandingSettings => "brandsettings-",
        EntityType.Audience => "aud-",
        EntityType.ProductProcurementRequest => "prodprocreq-",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
