using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Accounts;

/// <summary><c>/admin/accounts/act</c>: moves, tags, suspends or resumes the accounts that are ticked in the list, each by an act of its own; nothing is moved but where the effect was shown. vendor-integration.md 14.</summary>
internal sealed class AccountBulkPages(Installation guildhall)
{
    private const string Route = AccountDoor.List + "/act";

    public void Map(PageRoutes pages)
    {
        pages.Post(Route, AccountActs.Action, async (call, cancellation) => await OnAsync(call, form => AskAsync(call, form, cancellation), cancellation));
        pages.Post(Route + "/confirmed", AccountActs.Action, async (call, cancellation) => await OnAsync(call, form => ConfirmedAsync(call, form, cancellation), cancellation));
    }

    /// <summary>With the accounts that are ticked, as the caller sees them; back to the list when there are none, or too many.</summary>
    private async Task<PageAnswer> OnAsync(PageCall call, Func<AccountBulkForm, Task<PageAnswer>> handler, CancellationToken cancellation)
    {
        if (AccountBulkAct.Find(call.Text("act")) is not { } act) return new PageAnswer.Refused(Problem.Malformed("Choose what to do with the accounts."));
        var (ticks, back) = (Ticks.Of(call.Texts("account")), call.Text("back") is { Length: > 0 } list ? LocalAddress.Of(list) : AccountDoor.List);
        if (ticks.RefusalFor(back, "account") is { } unfit) return unfit;
        if (!call.ReachIn(guildhall).Manages) return new PageAnswer.Refused(AccountDoor.NotYours);
        var found = await guildhall.Accounts.ListAsync(call.ReachIn(guildhall), new AccountFilter { Ids = ticks.Ids, Take = ticks.Count }, cancellation);
        if (found.Refused) return new PageAnswer.Refused(found.Problems);
        if (found.Value.Accounts.IsEmpty) return Ticks.None.RefusalFor(back, "account")!;
        return await handler(new AccountBulkForm(act, found.Value.Accounts)
        {
            Back = back,
            Reason = SuspendReasons.Find(call.Text("reason")),
            Parent = call.Text("parent"),
            Seen = call.Text("seen"),
            Tags = call.Text("Tags"),
            Untagged = call.Text("Untagged"),
            Units = found.Value.Accounts.Select(a => a.LinkId).Distinct().Count() == 1 ? UnitChoices.Of(guildhall.Marketplaces, found.Value.Accounts[0]) : [],
        });
    }

    private async Task<PageAnswer> AskAsync(PageCall call, AccountBulkForm form, CancellationToken cancellation)
    {
        if (form.Act == AccountBulkAct.Move && form.Units.Count == 0)
            return new PageAnswer.SeeOther(form.Ticked, Flash.Problem("The accounts are of several organizations: move those of one at a time."));
        if (form.Act == AccountBulkAct.Move && form.Parent.Length > 0)
        {
            var effect = await guildhall.AccountMoves.PreviewAsync(call.ReachIn(guildhall), [.. form.Accounts.Select(a => a.Id)], form.Parent, cancellation);
            form = effect.Refused ? form with { Problems = AccountDoor.Fields(effect.Problems) } : form with { Effect = await guildhall.Previews.WithUseAsync(call.Caller, effect.Value, cancellation) };
        }

        return PageAnswer.Console<AccountBulkView>(form.Act.Title, form, new Crumb("Accounts", AccountDoor.List)) with { Status = UiProblems.StatusOf(form.Problems) };
    }

    private async Task<PageAnswer> ConfirmedAsync(PageCall call, AccountBulkForm form, CancellationToken cancellation)
    {
        if (form.Act == AccountBulkAct.Suspend && call.RequireProof() is { } first) return first;
        if (Fault(form) is { } fault) return await AskAsync(call, form with { Problems = [fault] }, cancellation);
        if (form.Act == AccountBulkAct.Move && form.Parent != form.Seen) return await AskAsync(call, form, cancellation);
        var reach = call.ReachIn(guildhall);
        var ends = ImmutableArray.CreateBuilder<(AccountView, Problem?)>(form.Accounts.Length);
        foreach (var account in form.Accounts)
        {
            var begun = await BeginAsync(reach, form, account.Id, cancellation);
            ends.Add((account, begun.Refused ? begun.Problems[0] : null));
        }

        var result = new AccountBulkResult(form.Act, ends.MoveToImmutable(), form.Back);
        return result.Ends.All(e => e.Problem is null)
            ? new PageAnswer.SeeOther(form.Back, Flash.Done(result.Ends.Length == 1 ? $"1 account is {form.Act.Ends}." : $"{result.Ends.Length:N0} accounts are {form.Act.Ends}."))
            : PageAnswer.Console<AccountBulkResultView>("Result", result, new Crumb("Accounts", AccountDoor.List));
    }

    /// <summary>What is missing in the form whichever account it is for.</summary>
    private static Problem? Fault(AccountBulkForm form) => form.Act.Name switch
    {
        "suspend" => form.Reason is null ? Problem.Malformed("Choose a reason.", "reason") : null,
        "move" => form.Parent.Length == 0 ? Problem.Malformed("Choose a unit.", "parent") : null,
        "tag" => TagRules.Faults(form.Change).FirstOrDefault() is { } fault ? fault with { Member = fault.Member == nameof(TagChange.Remove) ? "Untagged" : "Tags" } : null,
        _ => null,
    };

    private Task<Result<AccountView>> BeginAsync(OrderReach reach, AccountBulkForm form, string account, CancellationToken cancellation) => form.Act.Name switch
    {
        "suspend" => guildhall.AccountActs.SuspendAsync(reach, account, form.Reason!.Value, form.Parent is { Length: > 0 } parent ? parent : null, cancellation),
        "resume" => guildhall.AccountActs.ResumeAsync(reach, account, cancellation),
        "move" => guildhall.AccountMoves.MoveAsync(reach, account, form.Parent, cancellation),
        _ => guildhall.AccountTags.ChangeAsync(reach, account, form.Change, cancellation),
    };
}
