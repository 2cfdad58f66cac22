using System.Text.Json.Nodes;
using Guildhall.App.Events;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Delivery;
using Guildhall.Domain.Linking;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Mail;

/// <summary>Who gets mail of which events: the mails, staged with the router's cursor. An address gets one mail of an event, however many rules name it.</summary>
/// <param name="hasServer">Whether there is a mail server; without one mails are kept to be read here.</param>
/// <param name="site">The address that browsers use.</param>
internal sealed class MailRouting(bool hasServer, Uri? site)
{
    /// <summary>vendor-integration.md 13.3: goes to whom it concerns, whatever the rules say.</summary>
    private const string Reminder = "Invitation Reminder";

    public void Stage(WriteScope scope, IReadOnlyList<RoutedEvent> events)
    {
        var tenants = events.Select(e => e.Tenant).Distinct(StringComparer.Ordinal).ToList();
        // Read after the events: a rule that is not here yet was made after all of them.
        var rules = scope.Db.MailRules.AsNoTracking().Where(r => tenants.Contains(r.TenantId)).ToList();
        var wanted = events.Where(told => told.Type == Reminder || rules.Any(rule => Takes(rule, told))).ToList();
        if (wanted.Count == 0) return;
        var numbers = wanted.Select(told => told.Sequence).ToList();
        var bodies = scope.Db.Events.AsNoTracking().Where(e => numbers.Contains(e.Sequence)).ToDictionary(e => e.Sequence, e => e.Body);
        var mails = wanted.SelectMany(told => Mails(scope, told, JsonNode.Parse(bodies[told.Sequence])!, rules)).DistinctBy(m => m.Id).ToList();
        var ids = mails.Select(m => m.Id).ToList();
        var there = scope.Db.Mails.Where(m => ids.Contains(m.Id)).Select(m => m.Id).ToHashSet();
        scope.Stage(db => db.AddRange(mails.Where(m => !there.Contains(m.Id))));
    }

    private IEnumerable<MailRow> Mails(WriteScope scope, RoutedEvent told, JsonNode body, List<MailRuleRow> rules)
    {
        var organization = OrganizationOf(scope, told.Tenant);
        var recipients = rules.Where(rule => Takes(rule, told)).SelectMany(rule => MailRules.LinesOf(rule.Recipients));
        if (told.Type == Reminder) recipients = recipients.Concat(Reminded(scope, body));
        foreach (var recipient in recipients.Select(r => r.ToLowerInvariant()).Distinct(StringComparer.Ordinal))
        {
            yield return new MailRow
            {
                Id = EventIds.Of($"mail/{told.Id}/{recipient}"),
                TenantId = told.Tenant,
                Recipient = recipient,
                Subject = MailTexts.Subject(body),
                Text = MailTexts.Text(body, organization, site),
                State = hasServer ? MailState.Waiting : MailState.Kept,
                Due = scope.Now,
                CreatedAt = scope.Now,
                EndedAt = hasServer ? null : scope.Now,
            };
        }
    }

    /// <summary>The owner where the address is known, else who invited, where that is somebody with an address.</summary>
    private static IEnumerable<string> Reminded(WriteScope scope, JsonNode body)
    {
        var order = MailTexts.Text(MailTexts.Member(body["detail"], "orderId"));
        var by = scope.Db.Orders.Where(o => o.Id == order).Select(o => o.OrderedBy).FirstOrDefault();
        string?[] known = [MailTexts.Text(MailTexts.Member(body["detail"], "account")), by?[(by.LastIndexOf('/') + 1)..]];
        return known.Select(text => EmailAddress.Read(text, "account")).Where(read => !read.Refused).Select(read => read.Value).Take(1);
    }

    private static string OrganizationOf(WriteScope scope, string tenant) =>
        scope.Db.Links.Where(l => l.TenantId == tenant).Select(l => l.Name).FirstOrDefault() is { } name ? $"{MailTexts.Line(name)} ({tenant})" : tenant;

    private static bool Takes(MailRuleRow rule, RoutedEvent told) =>
        rule.TenantId == told.Tenant && told.Sequence > rule.StartsAfter && new EventChoice(EventChoice.TypesIn(rule.Types), rule.ExperienceId).Takes(told.Type, told.About);
}
