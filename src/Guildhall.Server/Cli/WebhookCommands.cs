using System.CommandLine;
using Guildhall.App;
using Guildhall.App.Events;
using Guildhall.App.Linking;
using Guildhall.App.Webhooks;
using Guildhall.Domain;
using Guildhall.Domain.Delivery;
using Guildhall.Server.Api.V1.Webhooks;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall webhook add|edit|list|show|remove|pause|resume|rotate</c>. contract.md 2.</summary>
internal static class WebhookCommands
{
    internal static readonly Argument<string> Id = new("ID") { Description = "The webhook's id or name" };
    private static readonly Argument<string> Name = new("NAME") { Description = "What to call it" };
    private static readonly Option<string> Url = new("--url") { Description = "Where events are sent, an https address", HelpName = "URL", Required = true };
    private static readonly Option<string[]> Events = new("--event") { Description = "A type of events, with * for any ending; all when none is given", HelpName = "TYPE", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Experience = new("--experience") { Description = "Only events about this experience", HelpName = "ID" };
    private static readonly Option<string?> NewName = new("--name") { Description = "Another name", HelpName = "NAME" };
    private static readonly Option<string?> NewUrl = new("--url") { Description = "Another address; what waits goes there", HelpName = "URL" };
    private static readonly Option<string[]> NewEvents = new("--event") { Description = "The types of events from now on, with * for any ending; '' for all", HelpName = "TYPE", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> NewExperience = new("--experience") { Description = "Only events about this experience; '' for the whole organization", HelpName = "ID" };
    internal static readonly Option<string?> Organization = new("--organization") { Description = "The link's id, the organization's id, the account or the name; the default organization when none is given", HelpName = "ID" };

    public static Command Add() => new("add", "Send events to a server; the secret that signs them is shown this once") { Name, Url, Events, Experience, Organization };

    public static Command Edit() => new("edit", "Change name, address or choice of events; what is not given stays, the secret too") { Id, NewName, NewUrl, NewEvents, NewExperience };

    public static Command List() => new("list", "All webhooks");

    public static Command Show() => new("show", "A webhook, and what is on its way to it") { Id };

    public static Command Remove() => new("remove", "Forget a webhook and everything on its way to it") { Id };

    public static Command Pause() => new("pause", "Send nothing; what happens meanwhile waits") { Id };

    public static Command Resume() => new("resume", "Send what waits") { Id };

    public static Command Rotate() => new("rotate", "Make another secret, shown this once; the one before signs too for a day") { Id };

    public static Task<int> AddAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var tenant = await TenantAsync(call, guildhall, cancellation);
        if (tenant.Refused) return call.Refused(tenant.Problems);
        var form = new WebhookForm(call.Given.GetValue(Name)!.Trim(), call.Given.GetValue(Url)!.Trim(), EventChoice.Typed(call.Given.GetValue(Events), call.Given.GetValue(Experience)));
        var made = await guildhall.Webhooks.AddAsync(tenant.Value, form, UserCommands.OriginOf(guildhall), cancellation);
        return made.Refused ? call.Refused(made.Problems) : call.Done(WebhookAnswers.Of(made.Value));
    }, cancellation);

    public static Task<int> EditAsync(Call call, CancellationToken cancellation) => OnAsync(call, async (guildhall, webhook) =>
        Told(call, await guildhall.Webhooks.EditAsync(NotificationReach.Operator, webhook.Id, now => Edited(call.Given, now), version: null, UserCommands.OriginOf(guildhall), cancellation), "is changed"), cancellation);

    public static Task<int> ListAsync(Call call, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
        call.Done((await guildhall.WebhookQueries.ListAsync(NotificationReach.Operator, cancellation)).Select(WebhookAnswers.Of)), cancellation);

    public static Task<int> ShowAsync(Call call, CancellationToken cancellation) => OnAsync(call, (_, webhook) => Task.FromResult(call.Done(WebhookAnswers.Of(webhook))), cancellation);

    public static Task<int> RemoveAsync(Call call, CancellationToken cancellation) => OnAsync(call, async (guildhall, webhook) =>
        Told(call, await guildhall.Webhooks.RemoveAsync(NotificationReach.Operator, webhook.Id, UserCommands.OriginOf(guildhall), cancellation), "is removed"), cancellation);

    public static Task<int> PauseAsync(Call call, CancellationToken cancellation) => OnAsync(call, async (guildhall, webhook) =>
        Told(call, await guildhall.Webhooks.PauseAsync(NotificationReach.Operator, webhook.Id, UserCommands.OriginOf(guildhall), cancellation), "is paused"), cancellation);

    public static Task<int> ResumeAsync(Call call, CancellationToken cancellation) => OnAsync(call, async (guildhall, webhook) =>
        Told(call, await guildhall.Webhooks.ResumeAsync(NotificationReach.Operator, webhook.Id, UserCommands.OriginOf(guildhall), cancellation), "gets events again"), cancellation);

    public static Task<int> RotateAsync(Call call, CancellationToken cancellation) => OnAsync(call, async (guildhall, webhook) =>
    {
        var made = await guildhall.Webhooks.RotateAsync(NotificationReach.Operator, webhook.Id, UserCommands.OriginOf(guildhall), cancellation);
        return made.Refused ? call.Refused(made.Problems) : call.Done(WebhookAnswers.Of(made.Value));
    }, cancellation);

    /// <summary>Runs a command on the webhook that its argument names.</summary>
    internal static Task<int> OnAsync(Call call, Func<Installation, WebhookView, Task<int>> act, CancellationToken cancellation) => Beside.RunAsync(call, async guildhall =>
    {
        var found = await guildhall.WebhookQueries.FindAsync(NotificationReach.Operator, call.Given.GetValue(Id)!, cancellation);
        return found.Refused ? call.Refused(found.Problems) : await act(guildhall, found.Value);
    }, cancellation);

    /// <summary>The organization that is named, else the default one, else the only one.</summary>
    internal static async Task<Result<string>> TenantAsync(Call call, Installation guildhall, CancellationToken cancellation)
    {
        var named = call.Given.GetValue(Organization);
        var links = (await guildhall.Links.ListAsync(cancellation)).Where(l => l is { TenantId: not null } && l.State != LinkStates.Removed).ToList();
        var found = named is null
            ? links.FirstOrDefault(l => l.Default) ?? (links is [var only] ? only : null)
            : links.FirstOrDefault(l => l.Id == named || l.TenantId == named || l.AccountId == named || l.Name == named);
        return found?.TenantId is { } tenant ? tenant : Problem.NotFound(named is null ? "No organization is the default: name one with --organization." : $"Nothing linked is called {named}.");
    }

    private static WebhookForm Edited(ParseResult given, WebhookForm now) => new(given.GetValue(NewName)?.Trim() ?? now.Name, given.GetValue(NewUrl)?.Trim() ?? now.Url, EventChoice.Typed(
        given.GetResult(NewEvents) is { Implicit: false } ? given.GetValue(NewEvents) : now.Choice.Types,
        given.GetValue(NewExperience) ?? now.Choice.Experience));

    private static int Told(Call call, Result<WebhookView> changed, string words) =>
        changed.Refused ? call.Refused(changed.Problems) : call.Done(WebhookAnswers.Of(changed.Value), $"{changed.Value.Name} {words}.");
}
