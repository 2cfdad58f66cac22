using Guildhall.App.Agreements;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Agreements;

namespace Guildhall.Tests.Server.Agreements;

/// <summary>Agreements put into the store, where a test needs more than can be bought one by one.</summary>
internal static class PlantedAgreement
{
    /// <summary>An active one without terms that ends a year from its acceptance.</summary>
    public static AgreementRow Row(HallWorld world, string id, string account, string product, DateTimeOffset accepted, bool renews) => new()
    {
        Id = id,
        TenantId = world.OrganizationId,
        Account = account,
        Product = product,
        ProductType = "SaaSProduct",
        Offer = "offer-planted",
        AcceptedAt = accepted,
        StartTime = accepted,
        EndTime = accepted.AddDays(365),
        AutoRenew = renews,
        Value = "0",
        Entitlement = EntitlementStatus.Provisioned,
        EntitlementReason = EntitlementReason.AgreementActive,
        Revision = 1,
        Document = AgreementDocuments.Write(new AgreementDocument([], null, null, "arn:aws:iam::111122223333:user/planted")),
    };
}
