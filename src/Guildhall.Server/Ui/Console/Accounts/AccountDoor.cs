using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;
using Microsoft.AspNetCore.Components;

namespace Guildhall.Server.Ui.Console.Accounts;

/// <summary>The member account of an address, when the caller manages it.</summary>
internal static class AccountDoor
{
    public const string List = "/admin/accounts";
    public const string One = List + "/{id}";

    public static readonly Problem NotYours = Problem.Forbidden("Accounts are listed for managers and for administrators of the organization.");

    public static string Of(string account) => $"{List}/{account}";

    public static PageHandler On(Installation guildhall, Func<PageCall, AccountScene, CancellationToken, Task<PageAnswer>> handler) => async (call, cancellation) =>
    {
        var reach = call.ReachIn(guildhall);
        if (!reach.Manages) return new PageAnswer.Refused(NotYours);
        var account = await guildhall.Accounts.FindAsync(reach, call.Route("id"), cancellation);
        return account.Refused ? new PageAnswer.Refused(account.Problems) : await handler(call, new AccountScene(reach, account.Value), cancellation);
    };

    /// <summary>The same with the fields' names on these pages.</summary>
    public static ImmutableArray<Problem> Fields(ImmutableArray<Problem> problems) => [.. problems.Select(p => p.Member == "Parent" ? p with { Member = "parent" } : p)];

    /// <summary>The pages above one about an account.</summary>
    public static Crumb[] Above(AccountView account) => [new("Accounts", List), new(account.Name, Of(account.Id))];
}

/// <summary>An account and who acts on it.</summary>
internal sealed record AccountScene(OrderReach Reach, AccountView Account)
{
    /// <summary>A question about the account, with what is wrong with its answer.</summary>
    public PageAnswer Ask<TView>(string title, object question, ImmutableArray<Problem> problems)
        where TView : IComponent => PageAnswer.Console<TView>(title, question, AccountDoor.Above(Account)) with { Status = UiProblems.StatusOf(problems) };

    /// <summary>Back to the account, where it is seen.</summary>
    public PageAnswer Done(string sentence) => new PageAnswer.SeeOther(AccountDoor.Of(Account.Id), Flash.Done(sentence));
}
