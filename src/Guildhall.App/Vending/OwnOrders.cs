using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending;

/// <summary>What a buyer has ordered and still has.</summary>
internal static class OwnOrders
{
    /// <summary>The buyer's orders that have an account, without those whose account has come back by another order since.</summary>
    public static IQueryable<OrderRow> Of(GuildhallDb db, OrderReach reach) => db.Orders.AsNoTracking().Where(o =>
        o.Buyer == reach.Buyer && o.AccountId != null && !db.MemberAccounts.Any(a => a.AccountId == o.AccountId && a.OrderId != null && a.OrderId != o.Id));
}
