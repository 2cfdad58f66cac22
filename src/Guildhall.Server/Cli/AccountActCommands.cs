using System.CommandLine;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Api.V1;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall account suspend|resume|retry|cancel</c>. contract.md 2, vendor-integration.md 14.</summary>
internal static class AccountActCommands
{
    /// <summary>How long a command waits for AWS; what is not done by then goes on in the server, or by <c>retry</c>.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    internal static readonly Argument<string> Id = new("ACCOUNT") { Description = "The account, 12 digits" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why", HelpName = "REASON", Required = true };
    private static readonly Option<string?> Unit = new("--ou") { Description = "The organizational unit or root to move it to", HelpName = "OU" };

    static AccountActCommands() => Reason.AcceptOnlyFromAmong([.. SuspendReasons.Names]);

    public static Command Suspend() => new("suspend", "Suspend an account by a policy; what runs in it goes on and costs money") { Id, Reason, Unit, SettingOption.AwsEndpoint };

    public static Command Resume() => new("resume", "End an account's suspension, and move it back") { Id, SettingOption.AwsEndpoint };

    public static Command Retry() => new("retry", "Try the account's step again at once that failed or waits") { Id, SettingOption.AwsEndpoint };

    public static Command Cancel() => new("cancel", "Take an account's steps back that are not done yet") { Id };

    public static Task<int> SuspendAsync(Call call, CancellationToken cancellation) =>
        RunAsync(call, (guildhall, reach, id) => guildhall.AccountActs.SuspendAsync(reach, id, SuspendReasons.Find(call.Given.GetValue(Reason))!.Value, call.Given.GetValue(Unit), cancellation), cancellation);

    public static Task<int> ResumeAsync(Call call, CancellationToken cancellation) =>
        RunAsync(call, (guildhall, reach, id) => guildhall.AccountActs.ResumeAsync(reach, id, cancellation), cancellation);

    public static Task<int> RetryAsync(Call call, CancellationToken cancellation) =>
        RunAsync(call, (guildhall, reach, id) => guildhall.AccountActs.RetryAsync(reach, id, cancellation), cancellation);

    public static Task<int> CancelAsync(Call call, CancellationToken cancellation) =>
        RunAsync(call, (guildhall, reach, id) => guildhall.AccountActs.CancelAsync(reach, id, cancellation), cancellation);

    /// <summary>Records the act, works at it in this process too, and prints the account. Refused with the step's own sentence when AWS refused it.</summary>
    internal static Task<int> RunAsync(Call call, Func<Installation, OrderReach, string, Task<Result<AccountView>>> act, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var (reach, id) = (OrderCommands.ReachOf(guildhall), call.Given.GetValue(Id)!);
        var asked = await act(guildhall, reach, id);
        if (asked.Refused) return call.Refused(asked.Problems);
        await guildhall.Effects.RunSubjectAsync(id, Patience, cancellation);
        await guildhall.CatchUpAsync(cancellation);
        var account = await guildhall.Accounts.FindAsync(reach, id, cancellation);
        if (account.Refused) return call.Refused(account.Problems);
        call.Done(json => AccountWriting.Write(json, account.Value, manager: true));
        return account.Value.Steps.FirstOrDefault(s => s.Stuck) is { Problem: { } problem } ? call.Refused([Problem.Conflict("STEP", problem)]) : ExitCode.Done;
    }, cancellation);
}
