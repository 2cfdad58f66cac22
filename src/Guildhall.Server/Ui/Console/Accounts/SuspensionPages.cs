using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Accounts;

/// <summary><c>/admin/accounts/ID/suspend</c> and <c>resume</c>, each after a question. vendor-integration.md 14.1; security.md S-48.</summary>
internal sealed class SuspensionPages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(AccountDoor.One + "/suspend", AccountActs.Action, AccountDoor.On(guildhall, (call, scene, _) => Task.FromResult<PageAnswer>(Ask(call, scene, []))));
        pages.Post(AccountDoor.One + "/suspend", AccountActs.Action, AccountDoor.On(guildhall, SuspendAsync));
        pages.Get(AccountDoor.One + "/resume", AccountActs.Action, AccountDoor.On(guildhall, (_, scene, _) => Task.FromResult<PageAnswer>(AskResume(scene, []))));
        pages.Post(AccountDoor.One + "/resume", AccountActs.Action, AccountDoor.On(guildhall, ResumeAsync));
    }

    private async Task<PageAnswer> SuspendAsync(PageCall call, AccountScene scene, CancellationToken cancellation)
    {
        if (call.RequireProof() is { } first) return first;
        if (ReasonIn(call) is not { } reason) return Ask(call, scene, [Problem.Malformed("Choose a reason.", "reason")]);
        var done = await guildhall.AccountActs.SuspendAsync(scene.Reach, scene.Account.Id, reason, call.Given("parent"), cancellation);
        return done.Refused ? Ask(call, scene, AccountDoor.Fields(done.Problems)) : scene.Done($"{scene.Account.Name} is being suspended.");
    }

    private async Task<PageAnswer> ResumeAsync(PageCall call, AccountScene scene, CancellationToken cancellation)
    {
        var done = await guildhall.AccountActs.ResumeAsync(scene.Reach, scene.Account.Id, cancellation);
        return done.Refused ? AskResume(scene, done.Problems) : scene.Done($"The suspension of {scene.Account.Name} is being ended.");
    }

    private PageAnswer Ask(PageCall call, AccountScene scene, ImmutableArray<Problem> problems)
    {
        var question = new SuspendQuestion(scene.Account, UnitChoices.Of(guildhall.Marketplaces, scene.Account), ReasonIn(call), call.Text("parent"), problems);
        return scene.Ask<SuspendView>("Suspend", question, problems);
    }

    private static PageAnswer AskResume(AccountScene scene, ImmutableArray<Problem> problems) =>
        scene.Ask<ResumeView>("Resume", new ResumeQuestion(scene.Account, problems), problems);

    private static SuspendReason? ReasonIn(PageCall call) => SuspendReasons.Find(call.Text("reason"));
}

/// <summary>The question before an account is suspended.</summary>
/// <param name="Units">Where it may be moved.</param>
public sealed record SuspendQuestion(AccountView Account, IReadOnlyList<UnitChoice> Units, SuspendReason? Reason, string Parent, ImmutableArray<Problem> Problems);

/// <summary>The question before a suspension ends.</summary>
public sealed record ResumeQuestion(AccountView Account, ImmutableArray<Problem> Problems);
