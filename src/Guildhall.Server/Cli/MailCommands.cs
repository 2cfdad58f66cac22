using System.CommandLine;
using Guildhall.App.Events;
using Guildhall.App.Linking;
using Guildhall.Domain;
using Guildhall.Domain.Delivery;
using Guildhall.Server.Api.V1.Mail;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall mail list|show|rules|send|stop|test</c>.</summary>
internal static class MailCommands
{
    private static readonly Argument<string> Id = new("ID") { Description = "The mail's id" };
    private static readonly Argument<string> Rule = new("ID") { Description = "The rule's id" };
    private static readonly Argument<string> Link = new("ID") { Description = "The link's id, the organization's id, the account or the name" };
    private static readonly Argument<string[]> Recipients = new("ADDRESS") { Description = "E-mail addresses, at most 99", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string[]> Events = new("--event") { Description = "A type of events, with * for any ending; all when none is given", HelpName = "TYPE" };
    private static readonly Option<string?> Experience = new("--experience") { Description = "Only events about this experience", HelpName = "ID" };
    private static readonly Option<int> Limit = new("--limit") { Description = "The most to list", HelpName = "N", DefaultValueFactory = _ => 100 };

    public static Command List() => new("list", "Mails, the newest first; without a mail server they are kept here") { Limit };

    public static Command Show() => new("show", "A mail with its text") { Id };

    public static Command Rules() => new("rules", "Who gets mail of which events");

    public static Command Send() => new("send", "Send mail of events to addresses from now on") { Recipients, Events, Experience, WebhookCommands.Organization };

    public static Command Stop() => new("stop", "Send no more mail by a rule") { Rule };

    public static Command Test() => new("test", "Send a test mail to an address made of an organization's e-mail pattern") { Link };

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
        call.Done(MailAnswers.Of(await guildhall.MailQueries.ListAsync(NotificationReach.Operator, 0, Math.Clamp(call.Given.GetValue(Limit), 1, 100_000), cancellation), 0)), cancellation);

    public static Task<int> ShowAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var found = await guildhall.MailQueries.FindAsync(NotificationReach.Operator, call.Given.GetValue(Id)!, cancellation);
        return found.Refused ? call.Refused(found.Problems) : call.Done(MailAnswers.Of(found.Value));
    }, cancellation);

    public static Task<int> RulesAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
        call.Done((await guildhall.MailRules.ListAsync(NotificationReach.Operator, cancellation)).Select(MailAnswers.Of)), cancellation);

    public static Task<int> SendAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var tenant = await WebhookCommands.TenantAsync(call, guildhall, cancellation);
        if (tenant.Refused) return call.Refused(tenant.Problems);
        var choice = EventChoice.Typed(call.Given.GetValue(Events), call.Given.GetValue(Experience));
        var made = await guildhall.MailRules.AddAsync(tenant.Value, choice, call.Given.GetValue(Recipients)!, UserCommands.OriginOf(guildhall), cancellation);
        return made.Refused ? call.Refused(made.Problems) : call.Done(MailAnswers.Of(made.Value));
    }, cancellation);

    public static Task<int> StopAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var removed = await guildhall.MailRules.RemoveAsync(NotificationReach.Operator, call.Given.GetValue(Rule)!, UserCommands.OriginOf(guildhall), cancellation);
        return removed.Refused ? call.Refused(removed.Problems) : call.Done(MailAnswers.Of(removed.Value), "No more mail goes out by this rule.");
    }, cancellation);

    public static Task<int> TestAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        if (await guildhall.Links.FindAsync(call.Given.GetValue(Link)!, cancellation) is not { State: not LinkStates.Removed } link) return call.Refused([Problem.NotFound($"Nothing linked is called {call.Given.GetValue(Link)}.")]);
        var sent = await guildhall.TestMails.SendAsync(link.Id, UserCommands.OriginOf(guildhall), cancellation);
        return sent.Refused ? call.Refused(sent.Problems) : call.Done(MailAnswers.Of(sent.Value));
    }, cancellation);
}
