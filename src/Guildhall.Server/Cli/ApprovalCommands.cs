using System.CommandLine;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.Domain;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall order approve|reject</c>. vendor-integration.md 13.1.</summary>
internal static class ApprovalCommands
{
    private static readonly Argument<string> Id = new("ORDER") { Description = "The order's id" };
    private static readonly Option<string> Reason = new("--reason") { Description = "What the buyer reads, at most 1,000 characters", HelpName = "TEXT", Required = true };

    public static Command Approve() => new("approve", "Agree to an order that waits for it: it is carried out") { Id };

    public static Command Reject() => new("reject", "Decline an order that waits for approval: it ends") { Id, Reason };

    public static Task<int> ApproveAsync(Call call, CancellationToken cancellation) =>
        RunAsync(call, (guildhall, reach, id) => guildhall.OrderApprovals.ApproveAsync(reach, id, cancellation), cancellation);

    public static Task<int> RejectAsync(Call call, CancellationToken cancellation) =>
        RunAsync(call, (guildhall, reach, id) => guildhall.OrderApprovals.RejectAsync(reach, id, call.Given.GetValue(Reason), cancellation), cancellation);

    private static Task<int> RunAsync(Call call, Func<Installation, OrderReach, string, Task<Result<OrderView>>> act, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var order = await act(guildhall, OrderCommands.ReachOf(guildhall), call.Given.GetValue(Id)!);
        return order.Refused ? call.Refused(order.Problems) : call.Done(OrderAnswer.Full(order.Value));
    }, cancellation);
}
