using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Accounts;

/// <summary><c>/admin/accounts/ID/close</c> and <c>leave</c>, each after the typed id. vendor-integration.md 14.2, 14.3; security.md S-48.</summary>
internal sealed class ClosurePages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(AccountDoor.One + "/close", AccountActs.Action, AccountDoor.On(guildhall, (call, scene, cancellation) => AskAsync(call, scene, [], cancellation)));
        pages.Post(AccountDoor.One + "/close", AccountActs.Action, AccountDoor.On(guildhall, CloseAsync));
        pages.Get(AccountDoor.One + "/leave", AccountActs.Action, AccountDoor.On(guildhall, (_, scene, _) => Task.FromResult(AskLeave(scene, []))));
        pages.Post(AccountDoor.One + "/leave", AccountActs.Action, AccountDoor.On(guildhall, LeaveAsync));
    }

    private async Task<PageAnswer> CloseAsync(PageCall call, AccountScene scene, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        var closed = await guildhall.AccountClosures.CloseAsync(scene.Reach, scene.Account.Id, call.Text("Confirm"), call.Text("Reason"), cancellation);
        return closed.Refused ? await AskAsync(call, scene, closed.Problems, cancellation) : scene.Done($"{scene.Account.Name} is being closed.");
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

/// <summary>The question before an account leaves.</summary>
public sealed record LeaveQuestion(AccountView Account, ImmutableArray<Problem> Problems);
