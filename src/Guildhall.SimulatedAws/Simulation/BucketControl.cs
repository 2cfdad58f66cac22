using Guildhall.SimulatedAws.Worlds;
using Microsoft.AspNetCore.Http;

namespace Guildhall.SimulatedAws.Simulation;

/// <summary><c>POST /_simulation/buckets</c>: gives a bucket to another account, as if its owner had lost the name to a stranger.</summary>
internal sealed class BucketControl(World world)
{
    public async Task ServeAsync(HttpContext context)
    {
        if (await ControlRequest.ReadAsync(context, ControlJson.Default.BucketOrder) is not { } order) return;
        if (world.Take(state => Give(state, order))) context.Response.StatusCode = StatusCodes.Status204NoContent;
        else await ControlRequest.RefuseAsync(context, StatusCodes.Status404NotFound, "not_found", "The simulation has no such bucket or account.");
    }

    private static bool Give(WorldState state, BucketOrder order)
    {
        if (state.Tables.Buckets.Find(order.Name) is not { } bucket || !state.Tables.Accounts.Contains(order.AccountId)) return false;
        state.Tables.Buckets.Put(bucket with { AccountId = order.AccountId });
        return true;
    }
}
