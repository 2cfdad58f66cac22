using Guildhall.App.Vending;

namespace Guildhall.Server.Cli;

/// <summary>Orders as the command that places them prints them. contract.md 2.</summary>
internal static class OrderAnswer
{
    /// <summary>The answer of <c>account order</c>.</summary>
    public static object Short(OrderView order) => new { orderId = order.Row.Id, state = order.State.ToString(), accountId = order.Row.AccountId, email = order.Row.Email };
}
