using System.Collections.Immutable;
using Guildhall.App;
using Guildhall.App.Events;
using Guildhall.App.Mail;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Delivery;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Notifications;

/// <summary><c>/console/notifications/mail</c>: who gets mail of which events, and the mails.</summary>
internal sealed class MailPages(Installation guildhall)
{
    public const string Rules = WebhookAddresses.List + "/mail";
    public const string Sent = WebhookAddresses.List + "/sent";

    public void Map(PageRoutes pages)
    {
        pages.Get(Rules, NotificationReach.Read, WebhookDoor.Within(guildhall, RulesAsync));
        pages.Post(Rules, NotificationReach.Manage, WebhookDoor.Within(guildhall, AddAsync));
        pages.Post(Rules + "/{rule}/remove", NotificationReach.Manage, WebhookDoor.Within(guildhall, RemoveAsync));
        pages.Get(Sent, NotificationReach.Read, WebhookDoor.Within(guildhall, SentAsync));
        pages.Get(Sent + "/{mail}", NotificationReach.Read, WebhookDoor.Within(guildhall, ShowAsync));
    }

    private async ValueTask<PageAnswer> RulesAsync(PageCall call, NotificationReach reach, CancellationToken cancellation) =>
        await ListAsync(call, reach, new NewMailRule("", "", ""), cancellation);

    private async ValueTask<PageAnswer> AddAsync(PageCall call, NotificationReach reach, CancellationToken cancellation)
    {
        var typed = new NewMailRule(call.Text("recipients"), call.Text("events"), call.Text("experience"));
        var choice = EventChoice.Typed([typed.Events], typed.Experience);
        var made = await guildhall.MailRules.AddAsync(reach.Tenant!, choice, typed.Recipients.Split(['\n', ',', ';', ' '], StringSplitOptions.RemoveEmptyEntries), call.Origin, cancellation);
        return made.Refused
            ? await ListAsync(call, reach, typed with { Problems = made.Problems }, cancellation)
            : new PageAnswer.SeeOther(Rules, Flash.Done(made.Value.Recipients.Length == 1 ? $"{made.Value.Recipients[0]} gets mail from now on." : $"{made.Value.Recipients.Length} addresses get mail from now on."));
    }

    private async ValueTask<PageAnswer> RemoveAsync(PageCall call, NotificationReach reach, CancellationToken cancellation)
    {
        var removed = await guildhall.MailRules.RemoveAsync(reach, call.Route("rule"), call.Origin, cancellation);
        return removed.Refused ? new PageAnswer.Refused(removed.Problems) : new PageAnswer.SeeOther(Rules, Flash.Done("No more mail goes out by this rule."));
    }

    private async ValueTask<PageAnswer> SentAsync(PageCall call, NotificationReach reach, CancellationToken cancellation)
    {
        var query = ListQuery.Of(call);
        return PageAnswer.Console<SentMailView>("Sent mail", new SentMailList(query, await guildhall.MailQueries.ListAsync(reach, query.Skip, ListQuery.PageSize, cancellation), guildhall.Options.Mail is not null), WebhookAddresses.Above);
    }

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, NotificationReach reach, CancellationToken cancellation)
    {
        var found = await guildhall.MailQueries.FindAsync(reach, call.Route("mail"), cancellation);
        return found.Refused ? new PageAnswer.Refused(found.Problems) : PageAnswer.Console<MailDetailView>(found.Value.Subject, found.Value, WebhookAddresses.Above, new Crumb("Sent mail", Sent));
    }

    private async Task<PageAnswer> ListAsync(PageCall call, NotificationReach reach, NewMailRule typed, CancellationToken cancellation)
    {
        var list = new MailRuleList(await guildhall.MailRules.ListAsync(reach, cancellation), WebhookPages.Experiences(call), typed, call.May(NotificationReach.Manage), guildhall.Options.Mail is not null);
        return PageAnswer.Console<MailRulesView>("Mail", list, WebhookAddresses.Above) with { Status = UiProblems.StatusOf(typed.Problems) };
    }
}

/// <summary>Who gets mail, and the form for somebody more.</summary>
/// <param name="HasServer">Whether there is a mail server.</param>
public sealed record MailRuleList(IReadOnlyList<MailRule> Rules, IReadOnlyList<(string Id, string Name)> Experiences, NewMailRule Typed, bool Manages, bool HasServer)
{
    public string NameOf(string experience) => Experiences.FirstOrDefault(e => e.Id == experience).Name ?? experience;
}

/// <summary>The form of a new rule, with what was typed.</summary>
public sealed record NewMailRule(string Recipients, string Events, string Experience)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];
}

/// <summary>A part of the mails.</summary>
public sealed record SentMailList(ListQuery Query, MailPage Page, bool HasServer);

/// <summary>What states of mails are called, and what they mean for the reader.</summary>
internal static class MailWords
{
    public static StatusKind KindOf(MailState state) => state switch
    {
        MailState.Sent => StatusKind.Good,
        MailState.Failed => StatusKind.Bad,
        MailState.Kept => StatusKind.Information,
        _ => StatusKind.Waiting,
    };

    public static string Of(MailState state) => state == MailState.Kept ? "Kept here" : state.ToString();
}
