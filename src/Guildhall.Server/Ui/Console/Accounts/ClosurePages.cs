using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Accounts;

/// <summary><c>/admin/accounts/ID/close</c>, <c>close/confirm</c> for a second person, and <c>leave</c>, each after the typed id. vendor-integration.md 14.2, 14.3; security.md S-48.</summary>
internal sealed class ClosurePages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(AccountDoor.One + "/close", AccountActs.Action, AccountDoor.On(guildhall, (call, scene, cancellation) => AskAsync(call, scene, [], cancellation)));
        pages.Post(AccountDoor.One + "/close", AccountActs.Action, AccountDoor.On(guildhall, CloseAsync));
        pages.Get(AccountDoor.One + "/close/confirm", AccountActs.Action, AccountDoor.On(guildhall, (_, scene, cancellation) => AskConfirmAsync(scene, [], cancellation)));
        pages.Post(AccountDoor.One + "/close/confirm", AccountActs.Action, AccountDoor.On(guildhall, ConfirmAsync));
        pages.Post(AccountDoor.One + "/close/withdraw", AccountActs.Action, AccountDoor.On(guildhall, WithdrawAsync));
        pages.Get(AccountDoor.One + "/leave", AccountActs.Action, AccountDoor.On(guildhall, (_, scene, _) => Task.FromResult(AskLeave(scene, []))));
        pages.Post(AccountDoor.One + "/leave", AccountActs.Action, AccountDoor.On(guildhall, LeaveAsync));
    }

    private async Task<PageAnswer> CloseAsync(PageCall call, AccountScene scene, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var closed = await guildhall.AccountClosures.CloseAsync(scene.Reach, scene.Account.Id, call.Text("Confirm"), call.Text("Reason"), cancellation);
        if (closed.Refused) return await AskAsync(call, scene, closed.Problems, cancellation);
        return scene.Done(closed.Value.Asked is null ? $"{scene.Account.Name} is being closed." : $"{scene.Account.Name} is closed as soon as another person confirms it.");
    }

    private async Task<PageAnswer> ConfirmAsync(PageCall call, AccountScene scene, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var closed = await guildhall.AccountClosures.ConfirmCloseAsync(scene.Reach, scene.Account.Id, call.Text("Confirm"), cancellation);
        return closed.Refused ? await AskConfirmAsync(scene, closed.Problems, cancellation) : scene.Done($"{scene.Account.Name} is being closed.");
    }

    private async Task<PageAnswer> WithdrawAsync(PageCall call, AccountScene scene, CancellationToken cancellation)
    {
        var withdrawn = await guildhall.AccountClosures.WithdrawCloseAsync(scene.Reach, scene.Account.Id, cancellation);
        return withdrawn.Refused ? new PageAnswer.Refused(withdrawn.Problems) : scene.Done($"{scene.Account.Name} is not closed.");
    }

    /// <summary>What waits, with what it means; why not, when nothing does.</summary>
    private async Task<PageAnswer> AskConfirmAsync(AccountScene scene, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        if (scene.Account.Asked is not { } asked) return new PageAnswer.Refused(problems.IsEmpty ? [AccountClosures.NothingToConfirm] : problems);
        var plan = await guildhall.AccountClosures.PlanAsync(scene.Reach, scene.Account.Id, cancellation);
        return plan.Refused
            ? new PageAnswer.Refused(plan.Problems)
            : scene.Ask<ConfirmCloseView>("Confirm closing", new ConfirmCloseQuestion(scene.Account, asked, plan.Value, problems), problems);
    }

    private async Task<PageAnswer> LeaveAsync(PageCall call, AccountScene scene, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var left = await guildhall.AccountClosures.LeaveAsync(scene.Reach, scene.Account.Id, call.Text("Confirm"), cancellation);
        return left.Refused ? AskLeave(scene, left.Problems) : scene.Done($"{scene.Account.Name} is being taken out of the organization.");
    }

    private async Task<PageAnswer> AskAsync(PageCall call, AccountScene scene, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var plan = await guildhall.AccountClosures.PlanAsync(scene.Reach, scene.Account.Id, cancellation);
        return plan.Refused
            ? new PageAnswer.Refused(plan.Problems)
            : scene.Ask<CloseView>("Close", new CloseQuestion(scene.Account, plan.Value, call.Text("Reason"), problems), problems);
    }

    private static PageAnswer AskLeave(AccountScene scene, ImmutableArray<Problem> problems) =>
        scene.Ask<LeaveView>("Leave", new LeaveQuestion(scene.Account, problems), problems);
}

/// <summary>The question before an account is closed.</summary>
public sealed record CloseQuestion(AccountView Account, ClosePlan Plan, string Reason, ImmutableArray<Problem> Problems);

/// <summary>The question to the second person before an account is closed.</summary>
public sealed record ConfirmCloseQuestion(AccountView Account, ClosingAsk Asked, ClosePlan Plan, ImmutableArray<Problem> Problems);

/// <summary>The question before an account leaves.</summary>
public sealed record LeaveQuestion(AccountView Account, ImmutableArray<Problem> Problems);
