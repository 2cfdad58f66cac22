using System.CommandLine;
using Guildhall.App;
using Guildhall.App.Billing.Queries;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Server.Api.V1;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall report reprocess|approve|decline</c>: what is done with a usage run. vendor-integration.md 15.3.</summary>
internal static class UsageRunCommands
{
    private static readonly Argument<string> Id = new("RUN") { Description = "The usage run's id, as report list tells it" };

    public static Command Reprocess() => new("reprocess", "Read the newest delivery of a run's month again, as the billing settings are now") { Id, SettingOption.AwsEndpoint };

    public static Command Approve() => new("approve", "Put a run in force that waits for approval") { Id };

    public static Command Decline() => new("decline", "Decline a run that waits for approval: what is in force stays so") { Id };

    public static Task<int> ReprocessAsync(Call call, CancellationToken cancellation) => ActAsync(call, async (guildhall, run) =>
    {
        var read = await guildhall.ReportFetches.ReprocessAsync(run.Tenant, run.Month, UserCommands.OriginOf(guildhall), cancellation);
        return read.Refused ? read.Problems : read.Value[0].Run is { } made ? made : read.Value[0].Problem!;
    }, cancellation);

    public static Task<int> ApproveAsync(Call call, CancellationToken cancellation) => DecideAsync(call, approve: true, cancellation);

    public static Task<int> DeclineAsync(Call call, CancellationToken cancellation) => DecideAsync(call, approve: false, cancellation);

    private static Task<int> DecideAsync(Call call, bool approve, CancellationToken cancellation) =>
        ActAsync(call, (guildhall, run) => guildhall.ReportIngest.DecideAsync(run.Tenant, run.Id, approve, UserCommands.OriginOf(guildhall), cancellation), cancellation);

    /// <summary>Does something with the run that is named, and prints the run that it answers. Exit code 1 when that failed.</summary>
    private static Task<int> ActAsync(Call call, Func<Installation, UsageRun, Task<Result<string>>> act, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        if (await guildhall.UsageRuns.FindAsync(call.Given.GetValue(Id)!, cancellation) is not { } run) return call.Refused([Problem.NotFound("There is no such usage run.")]);
        var done = await act(guildhall, run);
        if (done.Refused) return call.Refused(done.Problems);
        var made = (await guildhall.UsageRuns.FindAsync(done.Value, cancellation))!;
        call.Done(json => UsageRunWriting.WriteWhole(json, made));
        return made.State == ReportLoadState.Failed ? call.Refused([Problem.Conflict(made.Code ?? "FAILED", made.Problem ?? "It failed.")]) : ExitCode.Done;
    }, cancellation);
}
