using Guildhall.App;
using Guildhall.Server.Api.Agreement;
using Guildhall.Server.Api.Catalog;
using Guildhall.Server.Api.Discovery;
using Guildhall.Server.Api.Entitlement;
using Guildhall.Server.Api.Metering;
using Guildhall.Server.Api.Sts;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api;

/// <summary>Every operation that is served in AWS's protocols, on one port; none answers a database that is busy or away with a fault of ours.</summary>
internal static class AwsOperations
{
    public static IEnumerable<Operation> All(Installation guildhall) => Served(guildhall).Select(operation => operation.Guarded());

    private static IEnumerable<Operation> Served(Installation guildhall) =>
    [
        .. CatalogOperations.All(guildhall),
        .. DiscoveryOperations.All(guildhall),
        .. AgreementOperations.All(guildhall),
        .. GetEntitlements.Operations(guildhall.Entitlements),
        .. MeteringOperations.All(guildhall.Entitlements),
        GetCallerIdentity.Operation,
    ];
}
