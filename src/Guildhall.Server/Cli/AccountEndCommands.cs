using System.CommandLine;
using Guildhall.Server.Api.V1;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall account move|tag|close|confirm-close|withdraw-close|leave</c>. contract.md 2, vendor-integration.md 14.</summary>
internal static class AccountEndCommands
{
    private static readonly Option<string> Unit = new("--ou") { Description = "The organizational unit or root to move it to", HelpName = "OU", Required = true };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only tell what it would mean" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why, in your own words", HelpName = "TEXT", DefaultValueFactory = _ => "" };
    private static readonly Option<string> Confirm = new("--confirm") { Description = "The account's id once more", HelpName = "ACCOUNT", DefaultValueFactory = _ => "" };
    private static readonly Option<string[]> Set = new("--set") { Description = "A tag to set, as key=value; may be repeated", HelpName = "TAG" };
    private static readonly Option<string[]> Remove = new("--remove") { Description = "The key of a tag to take away; may be repeated", HelpName = "KEY" };

    public static Command Move() => new("move", "Move an account to another unit") { AccountActCommands.Id, Unit, DryRun, SettingOption.AwsEndpoint };

    public static Command Tag() => new("tag", "Set tags of an account on AWS, or take them away") { AccountActCommands.Id, Set, Remove, SettingOption.AwsEndpoint };

    public static Command Close() => new("close", "Suspend an account and have AWS close it") { AccountActCommands.Id, Reason, Confirm, DryRun, SettingOption.AwsEndpoint };

    public static Command ConfirmClose() => new("confirm-close", "Close an account that another person wants closed") { AccountActCommands.Id, Confirm, SettingOption.AwsEndpoint };

    public static Command WithdrawClose() => new("withdraw-close", "Have an account not closed that waits for a second person") { AccountActCommands.Id };

    public static Command Leave() => new("leave", "Take an account out of its organization") { AccountActCommands.Id, Confirm, SettingOption.AwsEndpoint };

    public static Task<int> MoveAsync(Call call, CancellationToken cancellation) => call.Given.GetValue(DryRun)
        ? Beside.RunAsync(call, async guildhall =>
        {
            var effect = await guildhall.AccountMoves.PreviewAsync(OrderCommands.ReachOf(guildhall), call.Given.GetValue(AccountActCommands.Id)!, call.Given.GetValue(Unit)!, cancellation);
            if (effect.Refused) return call.Refused(effect.Problems);
            var asked = OperatorCaller.Of(effect.Value.Effect.After.Marketplace.Organization.ManagementAccount);
            return call.Done(ActAnswers.Of(effect.Value with { Effect = await guildhall.Previews.WithUseAsync(asked, effect.Value.Effect, cancellation) }));
        }, cancellation)
        : AccountActCommands.RunAsync(call, (guildhall, reach, id) => guildhall.AccountMoves.MoveAsync(reach, id, call.Given.GetValue(Unit)!, cancellation), cancellation);

    public static Task<int> TagAsync(Call call, CancellationToken cancellation)
    {
        var set = KeyValues.Read(call.Given.GetValue(Set) ?? []);
        return AccountActCommands.RunAsync(call, (guildhall, reach, id) => guildhall.AccountTags.ChangeAsync(reach, id, new(set, call.Given.GetValue(Remove) ?? []), cancellation), cancellation);
    }

    public static Task<int> CloseAsync(Call call, CancellationToken cancellation) => call.Given.GetValue(DryRun)
        ? Beside.RunAsync(call, async guildhall =>
        {
            var plan = await guildhall.AccountClosures.PlanAsync(OrderCommands.ReachOf(guildhall), call.Given.GetValue(AccountActCommands.Id)!, cancellation);
            return plan.Refused ? call.Refused(plan.Problems) : call.Done(ActAnswers.Of(plan.Value));
        }, cancellation)
        : AccountActCommands.RunAsync(call, (guildhall, reach, id) => guildhall.AccountClosures.CloseAsync(reach, id, call.Given.GetValue(Confirm)!, call.Given.GetValue(Reason)!, cancellation), cancellation);

    public static Task<int> ConfirmCloseAsync(Call call, CancellationToken cancellation) =>
        AccountActCommands.RunAsync(call, (guildhall, reach, id) => guildhall.AccountClosures.ConfirmCloseAsync(reach, id, call.Given.GetValue(Confirm)!, cancellation), cancellation);

    public static Task<int> WithdrawCloseAsync(Call call, CancellationToken cancellation) =>
        AccountActCommands.RunAsync(call, (guildhall, reach, id) => guildhall.AccountClosures.WithdrawCloseAsync(reach, id, cancellation), cancellation);

    public static Task<int> LeaveAsync(Call call, CancellationToken cancellation) =>
        AccountActCommands.RunAsync(call, (guildhall, reach, id) => guildhall.AccountClosures.LeaveAsync(reach, id, call.Given.GetValue(Confirm)!, cancellation), cancellation);
}
