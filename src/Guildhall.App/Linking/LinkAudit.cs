using System.Text.Json.Nodes;
using Guildhall.App.People;
using Guildhall.App.Store;

namespace Guildhall.App.Linking;

/// <summary>Audit records of acts on links. A secret is never in them; that one was given stands there as <c>changed</c>. vendor-integration.md 9, 16.</summary>
internal static class LinkAudit
{
    public const string Changed = "changed";

    public static void Stage(WriteScope scope, string name, ActOrigin origin, string? tenant, JsonObject parameters)
    {
        var row = PersonAudit.Of(name, origin with { Tenant = tenant ?? origin.Tenant }, scope.Now, parameters);
        scope.Add(row);
    }
}
