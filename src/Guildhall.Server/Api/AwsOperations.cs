using Guildhall.App;
using Guildhall.App.Configuration;
using Guildhall.Server.Api.Agreement;
using Guildhall.Server.Api.Catalog;
using Guildhall.Server.Api.Discovery;
using Guildhall.Server.Api.Entitlement;
using Guildhall.Server.Api.Metering;
using Guildhall.Server.Api.Sts;
using Guildhall.Server.Api.Throttling;
using Guildhall.Wire.Dispatch;

namespace Guildhall.Server.Api;

/// <summary>Every operation that is served in AWS's protocols, on one port; none answers a database that is busy or away with a fault of ours.</summary>
internal static class AwsOperations
{
    public static IEnumerable<Operation> All(Installation guildhall)
    {
        var served = Served(guildhall).Select(operation => operation.Guarded());
        return guildhall.Options.Throttle == Throttle.Aws ? served.Select(new Throttles(guildhall.Options.Clock).Over) : served;
    }

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
