using Guildhall.App.Effects;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;

namespace Guildhall.App.Vending;

/// <summary>What somebody does about an order: decided in one write by whoever has the right and sees the order; what is then to be done is begun.</summary>
internal sealed class OrderActs(Writer writer, EffectWorker effects, OrderQueries queries)
{
    public static readonly Problem Missing = Problem.NotFound("There is no order of this id.");

    /// <summary>Refused: no right, not found, what is decided.</summary>
    /// <param name="action">The policies' word for the act.</param>
    /// <param name="decide">Stages what becomes of the order; says why it refuses, or null.</param>
    public async Task<Result<OrderView>> ActAsync(OrderReach reach, string action, string id, Func<WriteScope, OrderRow, Problem?> decide, CancellationToken cancellation)
    {
        if (reach.Refusal(action) is { } refusal) return refusal;
        var problem = await writer.WriteAsync(scope => Find(scope, reach, id) is { } order ? decide(scope, order) : Missing, cancellation);
        if (problem is not null) return problem;
        effects.Wake();
        return await queries.SeenAsync(reach, id, cancellation);
    }

    private static OrderRow? Find(WriteScope scope, OrderReach reach, string id) =>
        scope.Db.Orders.Find(id) is { } order && reach.Sees(order, scope.Db.Links.Find(order.LinkId)) ? order : null;
}
