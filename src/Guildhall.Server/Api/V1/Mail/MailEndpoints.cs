using Guildhall.App;
using Guildhall.App.Events;
using Guildhall.Server.Api.V1.Webhooks;

namespace Guildhall.Server.Api.V1.Mail;

/// <summary><c>/api/v1/mail</c>: who gets mail of which events, and the mails. private-marketplace.md 8, 9.3.</summary>
internal static class MailEndpoints
{
    private const string Path = "/api/v1/mail";

    public static void MapMail(this OwnApi api, Installation guildhall)
    {
        api.Get(Path, NotificationReach.Read, Notified.Within(guildhall, async (call, reach, cancellation) =>
            Notified.Place(call) is var place && place.Refused ? Notified.Refuse(place.Problems[0]) : WebhookAnswers.Write(MailAnswers.Of(await guildhall.MailQueries.ListAsync(reach, place.Value.Skip, place.Value.Limit, cancellation), place.Value.Skip))));
        api.Get(Path + "/{id}", NotificationReach.Read, Notified.Within(guildhall, async (call, reach, cancellation) => Notified.Answer(await guildhall.MailQueries.FindAsync(reach, call.RouteValue("id"), cancellation), MailAnswers.Of)));
        api.Get(Path + "/rules", NotificationReach.Read, Notified.Within(guildhall, async (_, reach, cancellation) => WebhookAnswers.Write(new { rules = (await guildhall.MailRules.ListAsync(reach, cancellation)).Select(MailAnswers.Of) })));
        api.Post(Path + "/rules", NotificationReach.Manage, Notified.Within(guildhall, (call, reach, cancellation) => AddAsync(guildhall, call, reach, cancellation)));
        api.Delete(Path + "/rules/{id}", NotificationReach.Manage, Notified.Within(guildhall, async (call, reach, cancellation) =>
            Notified.Answer(await guildhall.MailRules.RemoveAsync(reach, call.RouteValue("id"), call.Origin(reach.Tenant), cancellation), MailAnswers.Of)));
    }

    private static async Task<ApiAnswer> AddAsync(Installation guildhall, ApiCall call, NotificationReach reach, CancellationToken cancellation)
    {
        var posted = PostedMailRule.Read(call.Body);
        if (posted.Refused) return Notified.Refuse(posted.Problems[0]);
        var (choice, recipients) = (posted.Value.Choice, posted.Value.Recipients ?? []);
        var made = await guildhall.ClientKeys.OnceAsync(
            call, call.Origin(reach.Tenant), origin => guildhall.MailRules.AddAsync(reach.Tenant!, choice, recipients, origin, cancellation), id => guildhall.MailRules.FindAsync(reach, id, cancellation), cancellation);
        return Notified.Answer(made, MailAnswers.Of) with { Status = made.Refused ? null : StatusCodes.Status201Created };
    }
}
