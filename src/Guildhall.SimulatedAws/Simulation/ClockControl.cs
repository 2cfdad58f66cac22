using Guildhall.SimulatedAws.Worlds;
using Microsoft.AspNetCore.Http;

namespace Guildhall.SimulatedAws.Simulation;

/// <summary><c>POST /_simulation/clock</c>: moves the world's clock on.</summary>
internal sealed class ClockControl(World world)
{
    public async Task ServeAsync(HttpContext context)
    {
        if (await ControlRequest.ReadAsync(context, ControlJson.Default.ClockOrder) is not { } order) return;
        if (Durations.Parse(order.Advance) is { } advance)
            await context.Response.WriteAsJsonAsync(new WorldTime(world.Advance(advance)), ControlJson.Default.WorldTime, cancellationToken: context.RequestAborted);
        else
            await ControlRequest.RefuseAsync(context, StatusCodes.Status400BadRequest, "invalid", "The member advance must be a duration such as 36h, 15m or 1h30m.");
    }
}
