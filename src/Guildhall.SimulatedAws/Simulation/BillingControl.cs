using Guildhall.SimulatedAws.Records;
using Guildhall.SimulatedAws.Worlds;
using Microsoft.AspNetCore.Http;

namespace Guildhall.SimulatedAws.Simulation;

/// <summary><c>POST /_simulation/subscriptions</c>, <c>charges</c> and <c>reports</c>: what stands on bills, and reports that are delivered now.</summary>
internal sealed class BillingControl(World world)
{
    private const int LongestText = 255;
    private const decimal Most = 10_000_000;
    private const int MostMonths = 36;

    public async Task SubscribeAsync(HttpContext context)
    {
        if (await ControlRequest.ReadAsync(context, ControlJson.Default.MarketplacePurchase) is not { } order) return;
        string[] texts = [order.ProductCode, order.ProductTitle, order.Seller, order.AgreementId];
        decimal[] prices = [order.Upfront, order.Monthly, order.Daily];
        var isSound = Array.TrueForAll(texts, IsText) && Array.TrueForAll(prices, IsPrice) && prices.Any(price => price > 0) && !(order.Until < order.From);
        await AnswerAsync(context, order.AccountId, isSound, "Expected texts of 1 to 255 characters, prices not below zero and one above, until not before from.", billing => billing.Subscribe(order));
    }

    public async Task ChargeAsync(HttpContext context)
    {
        if (await ControlRequest.ReadAsync(context, ControlJson.Default.ChargeOrder) is not { } order) return;
        ChargeKind? kind = order.Kind switch
        {
            "credit" => ChargeKind.Credit,
            "refund" => ChargeKind.Refund,
            "fee" => ChargeKind.Fee,
            "usage" => ChargeKind.Usage,
            "discount" => ChargeKind.Discount,
            _ => null,
        };
        var text = order.Description ?? $"Told to the simulation: {order.Kind}";
        var isSound = kind is not null && order.Amount > 0 && order.Amount <= (kind == ChargeKind.Discount ? 100 : Most) && IsText(text);
        await AnswerAsync(context, order.AccountId, isSound, "Expected kind credit, refund, fee, usage or discount, and an amount above zero, for a discount up to 100.", billing => billing.Charge(order.AccountId, kind!.Value, order.Day, order.Amount, text));
    }

    public async Task DeliverAsync(HttpContext context)
    {
        if (await ControlRequest.ReadAsync(context, ControlJson.Default.DeliveryOrder) is not { } order) return;
        await AnswerAsync(context, order.AccountId, order.Months is >= 0 and <= MostMonths, "Expected months 0 to 36.", billing => billing.Deliver(order.AccountId, order.Months));
    }

    private async Task AnswerAsync(HttpContext context, string account, bool isSound, string expected, Action<BillingSeed> act)
    {
        if (!isSound) await ControlRequest.RefuseAsync(context, StatusCodes.Status400BadRequest, "invalid", expected);
        else if (!world.Take(state => Act(state, account, act))) await ControlRequest.RefuseAsync(context, StatusCodes.Status404NotFound, "not_found", "The simulation has no such account.");
        else context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static bool Act(WorldState state, string account, Action<BillingSeed> act)
    {
        if (!state.Tables.Accounts.Contains(account)) return false;
        act(new BillingSeed(state));
        return true;
    }

    private static bool IsText(string text) => text.Length is >= 1 and <= LongestText && !text.Any(char.IsControl);

    private static bool IsPrice(decimal price) => price is >= 0 and <= Most;
}
