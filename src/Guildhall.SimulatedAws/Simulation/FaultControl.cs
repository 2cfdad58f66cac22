using Guildhall.SimulatedAws.Reports;
using Guildhall.SimulatedAws.Reports.Delivery;
using Microsoft.AspNetCore.Http;

namespace Guildhall.SimulatedAws.Simulation;

/// <summary><c>POST</c>, <c>PUT</c> and <c>DELETE /_simulation/faults</c>: what shall go wrong beside all else, alone, and not any more.</summary>
internal sealed class FaultControl(Faults faults)
{
    public Task AddAsync(HttpContext context) => SetAsync(context, faults.Add);

    public Task ReplaceAsync(HttpContext context) => SetAsync(context, faults.Replace);

    public Task ClearAsync(HttpContext context)
    {
        faults.Clear();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static async Task SetAsync(HttpContext context, Action<Fault, int?> set)
    {
        if (await ControlRequest.ReadAsync(context, ControlJson.Default.FaultOrder) is not { } order) return;
        if (Read(order) is { } fault)
        {
            set(fault, order.Count);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else
        {
            await ControlRequest.RefuseAsync(
                context,
                StatusCodes.Status400BadRequest,
                "invalid",
                "Expected kind throttle, delay, drop-answer, fail or duplicate, delay such as 5s with kind delay, probability 0 to 1, count 1 or more; for DeliverReport "
                + $"kind delay of 1h at least, or kind fail with one of these codes: {string.Join(", ", ReportDamage.All)}.");
        }
    }

    private static Fault? Read(FaultOrder order)
    {
        FaultKind? kind = order.Kind switch
        {
            "throttle" => FaultKind.Throttle,
            "delay" => FaultKind.Delay,
            "drop-answer" => FaultKind.DropAnswer,
            "fail" => FaultKind.Fail,
            "duplicate" => FaultKind.Duplicate,
            _ => null,
        };
        var delay = order.Delay is { } text ? Durations.Parse(text) : TimeSpan.Zero;
        if (kind is null || delay is null || order.Probability is not (>= 0 and <= 1) || order.Count < 1) return null;
        var fault = new Fault(order.Operation, kind.Value, order.Code, delay.Value, order.Probability);
        return fault.Hits(ReportOperations.Service, ReportDeliveries.Operation) && !IsOfDelivery(fault) ? null : fault;
    }

    /// <summary>A delivery is no call: it comes late, or it is broken.</summary>
    private static bool IsOfDelivery(Fault fault) => fault.Kind switch
    {
        FaultKind.Delay => fault.Delay >= TimeSpan.FromHours(1),
        FaultKind.Fail => ReportDamage.Knows(fault.Code),
        _ => false,
    };
}
