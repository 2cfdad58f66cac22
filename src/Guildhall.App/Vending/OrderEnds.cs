using System.Text.Json.Nodes;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>Ends orders that nobody can go on with.</summary>
internal static class OrderEnds
{
    /// <summary>Stages the end of every open order of a link that is removed, each with its audit record; their steps are the remover's to cancel.</summary>
    public static void Stage(WriteScope scope, LinkRow link, ActOrigin origin)
    {
        foreach (var order in scope.Db.Orders.Where(o => o.LinkId == link.Id && o.EndedAt == null).ToList())
        {
            var looked = order.Invites ? $" AWS may keep an invitation of {OrderForms.Read(order.Form).Existing?.Target} open: look there." : order.Email is { } email ? $" AWS may have made an account with the address {email}: look there." : "";
            OrderAudit.Stage(scope, "EndOrder", origin, link.TenantId, new JsonObject { ["orderId"] = order.Id, ["organizationLinkId"] = link.Id });
            OrderSteps.Change(scope, order.Id, o =>
            {
                (o.State, o.EndedAt) = (nameof(OrderState.Failed), scope.Now);
                (o.Problem, o.ManagerProblem) = ("The organization was removed before the order had ended.", $"The organization {link.Name} was removed before the order had ended.{looked}");
            });
        }
    }
}
