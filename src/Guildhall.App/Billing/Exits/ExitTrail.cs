using System.Text.Json.Nodes;
using Guildhall.App.Billing.Ingest;
using Guildhall.App.Billing.Prices;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing.Exits;

namespace Guildhall.App.Billing.Exits;

/// <summary>What plans of exits leave in the audit and among the events. vendor-integration.md 16.</summary>
internal static class ExitTrail
{
    /// <summary>Somebody makes it.</summary>
    public static void Planned(WriteScope scope, ActOrigin origin, ExitPlanRow row) => LinkAudit.Stage(scope, "PlanExit", origin, row.TenantId, About(row, KeptExits.Of(row), row.State));

    /// <summary>Somebody changes it, or ends it.</summary>
    /// <param name="row">As it was before.</param>
    public static void Changed(WriteScope scope, ActOrigin origin, ExitPlanRow row, ExitPlan plan, ExitState state)
    {
        var after = About(row, plan, state);
        if (state == ExitState.Planned) LinkAudit.Stage(scope, "ChangeExit", origin, row.TenantId, new JsonObject { ["exitId"] = row.Id, ["before"] = About(row, KeptExits.Of(row), row.State), ["after"] = after });
        else LinkAudit.Stage(scope, state == ExitState.Done ? "EndExit" : "CancelExit", origin, row.TenantId, after);
    }

    /// <summary>An event with its audit record, to the account that it was planned from.</summary>
    /// <param name="key">What makes it one, beside the plan.</param>
    /// <param name="state">How it stands then.</param>
    /// <param name="reached">In words.</param>
    public static void Tell(WriteScope scope, string name, ActOrigin origin, ExitPlanRow row, string key, ExitState state, string reached)
    {
        var about = About(row, KeptExits.Of(row), state);
        about["reached"] = reached;
        ReportEvents.Tell(scope, row.TenantId, $"{row.Id}-{key}", name, origin, about, row.PlannedFrom.Length > 0 ? row.PlannedFrom : null);
    }

    private static JsonObject About(ExitPlanRow row, ExitPlan plan, ExitState state) => new()
    {
        ["exitId"] = row.Id,
        ["name"] = row.Name,
        ["productCode"] = row.Code,
        ["goneBy"] = $"{plan.GoneBy:yyyy-MM-dd}",
        ["whose"] = KeptExits.AccountsOf(row) is { } accounts ? string.Join(' ', accounts) : "all",
        ["state"] = PriceWords.Of(state),
        ["plannedBy"] = row.PlannedBy,
        ["note"] = plan.Note,
    };
}
