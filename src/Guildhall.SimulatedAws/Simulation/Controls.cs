using System.Net;
using Guildhall.SimulatedAws.Worlds;
using Microsoft.AspNetCore.Http;

namespace Guildhall.SimulatedAws.Simulation;

/// <summary>The unsigned calls below <c>/_simulation</c>, for programs on the same machine (contract.md 6).</summary>
internal sealed class Controls(World world, Faults faults, CallCounts counts)
{
    private readonly AccountControl _accounts = new(world);
    private readonly ClockControl _clock = new(world);
    private readonly BillingControl _billing = new(world);
    private readonly BucketControl _buckets = new(world);
    private readonly FaultControl _faults = new(faults);

    public Task ServeAsync(HttpContext context) =>
        IsLocal(context) ? RouteAsync(context) : ControlRequest.RefuseAsync(context, StatusCodes.Status403Forbidden, "forbidden", "Only for programs on this machine.");

    private Task RouteAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("POST", "/_simulation/accounts") => _accounts.ServeAsync(context),
        ("POST", "/_simulation/clock") => _clock.ServeAsync(context),
        ("POST", "/_simulation/subscriptions") => _billing.SubscribeAsync(context),
        ("POST", "/_simulation/charges") => _billing.ChargeAsync(context),
        ("POST", "/_simulation/reports") => _billing.DeliverAsync(context),
        ("POST", "/_simulation/buckets") => _buckets.ServeAsync(context),
        ("POST", "/_simulation/faults") => _faults.AddAsync(context),
        ("PUT", "/_simulation/faults") => _faults.ReplaceAsync(context),
        ("DELETE", "/_simulation/faults") => _faults.ClearAsync(context),
        ("GET", "/_simulation/calls") => context.Response.WriteAsJsonAsync(
            counts.Read(), ControlJson.Default.IReadOnlyDictionaryStringInt64, cancellationToken: context.RequestAborted),
        _ => ControlRequest.RefuseAsync(context, StatusCodes.Status404NotFound, "not_found", "The simulated AWS has nothing here."),
    };

    // A page in a browser sends its origin; a web site must not reach what is meant for local programs.
    private static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) && context.Request.Headers.Origin.Count == 0;
}
