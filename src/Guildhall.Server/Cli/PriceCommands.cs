using System.Collections.Immutable;
using System.CommandLine;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Prices;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Api.V1.Billing;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall price list|show|add|edit|end|preview|rate</c>. vendor-integration.md 15.4.</summary>
internal static class PriceCommands
{
    private static readonly Argument<string> Id = new("ID") { Description = "The rule's id" };
    private static readonly Argument<string> Name = new("NAME") { Description = "What to call it" };
    private static readonly Option<string> NewName = new("--name") { Description = "What to call it", HelpName = "NAME", Required = true };
    private static readonly Option<string> Kind = new("--kind") { Description = "markup, discount, tiered, fixedFee or managedService", HelpName = "KIND", Required = true };
    private static readonly Option<string?> Percent = new("--percent") { Description = "Of markup, discount and managedService", HelpName = "NUMBER" };
    private static readonly Option<string[]> Tier = new("--tier") { Description = "A part of a tiered rule, such as 1000=5; the last without an amount: =3", HelpName = "UPTO=PERCENT" };
    private static readonly Option<string?> Fee = new("--fee") { Description = "Of fixedFee, a month's for each account", HelpName = "AMOUNT" };
    private static readonly Option<string?> Currency = new("--currency") { Description = "The fee's", HelpName = "CODE" };
    private static readonly Option<string?> Scope = new("--scope") { Description = "everything, billingEntity, lineItemType, region, service, usageType or marketplaceProduct, with =VALUE", HelpName = "SCOPE[=VALUE]" };
    private static readonly Option<string?> Target = new("--for") { Description = "all, organization, company or account, with =VALUE", HelpName = "TARGET[=VALUE]" };
    private static readonly Option<string> From = new("--from") { Description = "The first day, UTC", HelpName = "YYYY-MM-DD", Required = true };
    private static readonly Option<string?> Until = new("--until") { Description = "The last day", HelpName = "YYYY-MM-DD" };
    private static readonly Option<string?> Priority = new("--priority") { Description = "0 to 1,000; the higher wins among equals", HelpName = "NUMBER" };
    private static readonly Option<string?> Replaces = new("--replaces") { Description = "The rule that it would be a new version of", HelpName = "ID" };
    private static readonly Argument<string> Period = new("PERIOD") { Description = "The month, such as 2026-10" };
    private static readonly Argument<string> RateFrom = new("FROM") { Description = "The report's currency" };
    private static readonly Argument<string> RateTo = new("TO") { Description = "The statements' currency" };
    private static readonly Argument<decimal> Rate = new("RATE") { Description = "How much of TO one of FROM is" };

    public static Command List() => new("list", "The price rules, the nearest first");

    public static Command Show() => new("show", "A price rule with its versions") { Id };

    public static Command Add() => Form(new Command("add", "A new price rule") { Name });

    public static Command Edit() => Form(new Command("edit", "A new version from its first day on; the one before ends the day before") { Id, NewName });

    public static Command End() => new("end", "The rule holds no longer; one that has not begun is taken out") { Id, Until };

    public static Command Preview() => Form(new Command("preview", "What a rule would have made of the last complete month, company by company; nothing is stored") { Name, Replaces });

    public static Command SetRate() => new("rate", "Set a month's rate between two currencies") { Period, RateFrom, RateTo, Rate };

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
        call.Done((await guildhall.PriceQueries.ListAsync(BillingReach.Operator, cancellation)).Select(r => PriceAnswers.Of(r, PriceEndpoints.Today(guildhall)))), cancellation);

    public static Task<int> ShowAsync(Call call, CancellationToken cancellation) => ShownAsync(call, _ => Task.FromResult<Result<string>>(call.Given.GetValue(Id)!), cancellation);

    public static Task<int> AddAsync(Call call, CancellationToken cancellation) => ShownAsync(call, async guildhall =>
    {
        var draft = Text(call, call.Given.GetValue(Name)).Read();
        return draft.Refused ? draft.Problems : await guildhall.PriceRules.AddAsync(BillingReach.Operator, draft.Value, UserCommands.OriginOf(guildhall), cancellation);
    }, cancellation);

    public static Task<int> EditAsync(Call call, CancellationToken cancellation) => ShownAsync(call, async guildhall =>
    {
        var draft = Text(call, call.Given.GetValue(NewName)).Read();
        return draft.Refused ? draft.Problems : await guildhall.PriceRules.ReviseAsync(BillingReach.Operator, call.Given.GetValue(Id)!, draft.Value, seen: null, UserCommands.OriginOf(guildhall), cancellation);
    }, cancellation);

    public static Task<int> EndAsync(Call call, CancellationToken cancellation) => ShownAsync(call, async guildhall =>
    {
        var until = PriceEndpoints.Until(call.Given.GetValue(Until));
        return until.Refused ? until.Problems : await guildhall.PriceRules.EndAsync(BillingReach.Operator, call.Given.GetValue(Id)!, until.Value, seen: null, UserCommands.OriginOf(guildhall), cancellation);
    }, cancellation);

    public static Task<int> PreviewAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var draft = Text(call, call.Given.GetValue(Name)).Read();
        if (draft.Refused) return call.Refused(draft.Problems);
        var effects = await guildhall.PricePreviews.OfAsync(BillingReach.Operator, draft.Value, call.Given.GetValue(Replaces), cancellation);
        return effects.Refused ? call.Refused(effects.Problems) : call.Done(effects.Value.Select(PriceAnswers.Of));
    }, cancellation);

    public static Task<int> SetRateAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var month = BillingMonth.Read(call.Given.GetValue(Period));
        if (month.Refused) return call.Refused(month.Problems);
        var rate = new ExchangeRate(call.Given.GetValue(RateFrom)!, call.Given.GetValue(RateTo)!, call.Given.GetValue(Rate));
        var set = await guildhall.ExchangeRates.SetAsync(BillingReach.Operator, month.Value, rate, UserCommands.OriginOf(guildhall), cancellation);
        return set.Refused ? call.Refused(set.Problems) : call.Done(PriceAnswers.Of(set.Value));
    }, cancellation);

    private static Command Form(Command command)
    {
        foreach (var option in new Option[] { Kind, Percent, Tier, Fee, Currency, Scope, Target, From, Until, Priority }) command.Add(option);
        return command;
    }

    private static PriceRuleText Text(Call call, string? name) => new()
    {
        Name = name,
        Kind = call.Given.GetValue(Kind),
        Percent = call.Given.GetValue(Percent),
        Tiers = (call.Given.GetValue(Tier) ?? []).Select(t => new PriceTierText(Split(t).Word, Split(t).Value)).ToImmutableArray(),
        Fee = call.Given.GetValue(Fee),
        Currency = call.Given.GetValue(Currency),
        Scope = Split(call.Given.GetValue(Scope)).Word,
        ScopeValue = Split(call.Given.GetValue(Scope)).Value,
        Target = Split(call.Given.GetValue(Target)).Word,
        TargetValue = Split(call.Given.GetValue(Target)).Value,
        From = call.Given.GetValue(From),
        Until = call.Given.GetValue(Until),
        Priority = call.Given.GetValue(Priority),
    };

    private static (string? Word, string? Value) Split(string? given) => given?.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? (given[..at], given[(at + 1)..]) : (given, null);

    /// <summary>Runs a command that answers a rule's id, and prints the rule with its versions.</summary>
    private static Task<int> ShownAsync(Call call, Func<App.Installation, Task<Result<string>>> act, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var done = await act(guildhall);
        if (done.Refused) return call.Refused(done.Problems);
        var found = await guildhall.PriceQueries.FindAsync(BillingReach.Operator, done.Value, cancellation);
        return found.Refused ? call.Refused(found.Problems) : call.Done(found.Value.Select(v => PriceAnswers.Of(v, PriceEndpoints.Today(guildhall))));
    }, cancellation);
}
