using System.Text.Json.Nodes;
using Guildhall.App.Audit;
using Guildhall.App.People;
using Guildhall.App.Store;

namespace Guildhall.App.Vending;

/// <summary>Audit records of orders. vendor-integration.md 16.</summary>
internal static class OrderAudit
{
    public static void Stage(WriteScope scope, string name, ActOrigin origin, string? tenant, JsonObject parameters)
    {
        var row = PersonAudit.Of(name, origin with { Tenant = tenant ?? origin.Tenant }, scope.Now, parameters);
        scope.Add(row);
    }

    /// <summary>What Guildhall itself did or met on the way.</summary>
    public static void Stage(WriteScope scope, string name, string? tenant, string requestId, JsonObject parameters) =>
        Stage(scope, name, new ActOrigin("guildhall", "", AuditSources.Itself, requestId), tenant, parameters);
}
