using Guildhall.App.Effects;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending;

/// <summary>What is done for an order, in this order: the kinds of its ledger entries. Part of the stored form. vendor-integration.md 13.2.</summary>
public static class OrderSteps
{
    public const string Create = "account.create";
    public const string Invite = "account.invite";
    public const string Join = "account.join";
    public const string Move = "account.move";
    public const string Attach = "account.attach";
    public const string Tag = "account.tag";
    public const string Govern = "account.govern";
    public const string Finish = "account.finish";

    /// <summary>In the words of progress lists.</summary>
    public static string Word(string kind) => kind switch
    {
        Create => "AWS creates the account",
        Invite => "The owner of the account is invited",
        Join => "The owner accepts",
        Move => "Moved to its place in the organization",
        Attach => "Service control policies attached",
        Tag => "Tagged",
        Govern => "Governed by its experience",
        Finish => "Handed over",
        _ => kind,
    };

    /// <summary>The state in which an order's first step is to be done.</summary>
    internal static OrderState FirstState(bool invites) => invites ? OrderState.Inviting : OrderState.Approved;

    internal static EffectPlan PlanOf(OrderRow order) => new(order.Id, order.LinkId, order.Invites ? [Invite, Join, Move, Attach, Tag, Govern, Finish] : [Create, Move, Attach, Tag, Govern, Finish]);

    /// <summary>The order that an entry is for.</summary>
    internal static async Task<OrderRow> OrderAsync(Database database, string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        return await db.Orders.AsNoTracking().SingleAsync(o => o.Id == id, cancellation);
    }

    /// <summary>Changes an order with what an attempt ends in; nothing when the order was cancelled meanwhile.</summary>
    internal static void Change(WriteScope scope, string orderId, Action<OrderRow> change)
    {
        if (scope.Db.Orders.Find(orderId) is not { } order || Enum.Parse<OrderState>(order.State) is OrderState.Cancelled) return;
        scope.Stage(_ =>
        {
            change(order);
            order.Version++;
            order.UpdatedAt = scope.Now;
        });
    }
}
