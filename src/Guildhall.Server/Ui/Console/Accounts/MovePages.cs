using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Accounts;

/// <summary><c>/admin/accounts/ID/move</c>: choose a unit, see who would govern the account there, move it. vendor-integration.md 14.</summary>
internal sealed class MovePages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(AccountDoor.One + "/move", AccountActs.Action, AccountDoor.On(guildhall, (call, scene, cancellation) => AskAsync(call, scene, call.Query["parent"].ToString(), [], cancellation)));
        pages.Post(AccountDoor.One + "/move", AccountActs.Action, AccountDoor.On(guildhall, MoveAsync));
    }

    private async Task<PageAnswer> AskAsync(PageCall call, AccountScene scene, string parent, ImmutableArray<Problem> problems, CancellationToken cancellation)
    {
        var effect = parent.Length == 0 ? null : (Result<MoveEffect>?)await guildhall.AccountMoves.PreviewAsync(scene.Reach, scene.Account.Id, parent, cancellation);
        if (effect is { Refused: true } refused) problems = problems.IsEmpty ? AccountDoor.Fields(refused.Problems) : problems;
        var seen = effect is { Refused: false, Value: var moved } ? moved with { Effect = await guildhall.Previews.WithUseAsync(call.Caller, moved.Effect, cancellation) } : null;
        var question = new MoveQuestion(scene.Account, UnitChoices.Of(guildhall.Marketplaces, scene.Account), parent, seen, problems);
        return scene.Ask<MoveView>("Move", question, problems);
    }

    private async Task<PageAnswer> MoveAsync(PageCall call, AccountScene scene, CancellationToken cancellation)
    {
        var moved = await guildhall.AccountMoves.MoveAsync(scene.Reach, scene.Account.Id, call.Text("parent"), cancellation);
        return moved.Refused ? await AskAsync(call, scene, call.Text("parent"), AccountDoor.Fields(moved.Problems), cancellation) : scene.Done($"{scene.Account.Name} is being moved.");
    }
}

/// <summary>The question before an account is moved.</summary>
/// <param name="Effect">What the chosen unit would change; null before one is chosen.</param>
public sealed record MoveQuestion(AccountView Account, IReadOnlyList<UnitChoice> Units, string Parent, MoveEffect? Effect, ImmutableArray<Problem> Problems);
