using System.CommandLine;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall order approve|reject</c>. vendor-integration.md 13.1.</summary>
internal static class ApprovalCommands
{
    private static readonly Option<string> Reason = new("--reason") { Description = "What the buyer reads, at most 1,000 characters", HelpName = "TEXT", Required = true };

    public static Command Approve() => new("approve", "Agree to an order that waits for it: it is carried out") { OrderCommands.Id };

    public static Command Reject() => new("reject", "Decline an order that waits for approval: it ends") { OrderCommands.Id, Reason };

    public static Task<int> ApproveAsync(Call call, CancellationToken cancellation) =>
        OrderCommands.RunAsync(call, (guildhall, reach, id) => guildhall.OrderApprovals.ApproveAsync(reach, id, cancellation), cancellation);

    public static Task<int> RejectAsync(Call call, CancellationToken cancellation) =>
        OrderCommands.RunAsync(call, (guildhall, reach, id) => guildhall.OrderApprovals.RejectAsync(reach, id, call.Given.GetValue(Reason), cancellation), cancellation);
}
