using System.CommandLine;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Budgets;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Server.Api.V1.Billing;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall budget list|show|set|allow|remove</c>. vendor-integration.md 15.6.</summary>
internal static class BudgetCommands
{
    private static readonly Argument<string> Id = new("ID") { Description = "The budget's id" };
    private static readonly Argument<string> For = new("FOR") { Description = "account=ID, company=NAME or organization=ID", HelpName = "account=ID" };
    private static readonly Option<string?> Name = new("--name") { Description = "What to call it", HelpName = "NAME" };
    private static readonly Option<string?> Amount = new("--amount") { Description = "A month's, such as 250 or 99.50", HelpName = "AMOUNT" };
    private static readonly Option<string?> Currency = new("--currency") { Description = "USD when it is not given", HelpName = "CODE" };
    private static readonly Option<string?> Action = new("--action") { Description = "notify, requireApproval or suspend", HelpName = "ACTION" };
    private static readonly Option<bool> Confirmed = new("--confirm-suspension") { Description = "Accounts are to be suspended when it is spent" };
    private static readonly Option<string?> Organization = new("--organization") { Description = "Which organization, where several have accounts of the company", HelpName = "ID" };
    private static readonly Option<string?> State = new("--state") { Description = "noReport, within, forecastOver or over", HelpName = "STATE" };

    public static Command List() => new("list", "Budgets with what the month has cost") { State };

    public static Command Show() => new("show", "A budget and what was told of it") { Id };

    public static Command Set() => new("set", "Make the budget of an account, a company or an organization, or change it; what is not given stays") { For, Name, Amount, Currency, Action, Confirmed, Organization };

    public static Command Allow() => new("allow", "Allow new purchases until the end of the month although it is spent") { Id };

    public static Command Remove() => new("remove", "Forget a budget and what was told of it") { Id };

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var word = call.Given.GetValue(State);
        if (word is not null && !BudgetWords.States.ContainsKey(word)) return call.Refused([Problem.Malformed($"One of {string.Join(", ", BudgetWords.States.Keys)}.", "state")]);
        var filter = new BudgetFilter { State = word is null ? null : BudgetWords.States[word] };
        return call.Done((await guildhall.BudgetQueries.ListAsync(BillingReach.Operator, filter, cancellation)).Select(BudgetAnswers.Of));
    }, cancellation);

    public static Task<int> ShowAsync(Call call, CancellationToken cancellation) => ShownAsync(call, _ => Task.FromResult<Result<string>>(call.Given.GetValue(Id)!), cancellation);

    public static Task<int> SetAsync(Call call, CancellationToken cancellation) => ShownAsync(call, guildhall => SetAsync(guildhall, call, cancellation), cancellation);

    public static Task<int> AllowAsync(Call call, CancellationToken cancellation) =>
        ShownAsync(call, guildhall => guildhall.BudgetMaking.AllowAsync(BillingReach.Operator, call.Given.GetValue(Id)!, seen: null, UserCommands.OriginOf(guildhall), cancellation), cancellation);

    public static Task<int> RemoveAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var removed = await guildhall.BudgetMaking.RemoveAsync(BillingReach.Operator, call.Given.GetValue(Id)!, seen: null, UserCommands.OriginOf(guildhall), cancellation);
        return removed.Refused ? call.Refused(removed.Problems) : call.Done(new { id = removed.Value });
    }, cancellation);

    private static Task<Result<string>> SetAsync(Installation guildhall, Call call, CancellationToken cancellation)
    {
        var (parts, origin) = (call.Given.GetValue(For)!.Split('=', 2), UserCommands.OriginOf(guildhall));
        var text = new BudgetText
        {
            Name = call.Given.GetValue(Name),
            Target = parts[0],
            TargetValue = parts.Length > 1 ? parts[1] : "",
            Organization = call.Given.GetValue(Organization),
            Amount = call.Given.GetValue(Amount),
            Currency = call.Given.GetValue(Currency),
            Action = call.Given.GetValue(Action),
            Confirmed = call.Given.GetValue(Confirmed),
        };
        return guildhall.BudgetMaking.SetAsync(BillingReach.Operator, OrderReach.Operator(origin.RequestId), text, origin, cancellation);
    }

    /// <summary>Runs a command that answers a budget's id, and prints the budget.</summary>
    private static Task<int> ShownAsync(Call call, Func<Installation, Task<Result<string>>> act, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var done = await act(guildhall);
        if (done.Refused) return call.Refused(done.Problems);
        var shown = await BudgetAnswers.ShowAsync(guildhall, BillingReach.Operator, done.Value, cancellation);
        return shown.Refused ? call.Refused(shown.Problems) : call.Done(shown.Value.Document);
    }, cancellation);
}
