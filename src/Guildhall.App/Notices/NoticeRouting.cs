using System.Text.Json.Nodes;
using Guildhall.App.Events;
using Guildhall.App.Mail;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Notices;

/// <summary>Which events the notification list of the pages tells: all but change sets that ended as they should, which whoever made them follows anyway.</summary>
internal static class NoticeRouting
{
    private static readonly string[] Subjects = ["productProcurementRequestId", "ChangeSetId", "exitId"];

    private static readonly string[] Silent = ["Change Set Succeeded", "Change Set Cancelled"];

    public static void Stage(WriteScope scope, IReadOnlyList<RoutedEvent> events)
    {
        var told = events.Where(e => !Silent.Contains(e.Type)).ToList();
        if (told.Count == 0) return;
        var numbers = told.Select(e => e.Sequence).ToList();
        var bodies = scope.Db.Events.AsNoTracking().Where(e => numbers.Contains(e.Sequence)).Select(e => new { e.Sequence, e.Time, e.Body }).ToDictionary(e => e.Sequence);
        scope.Stage(db => db.AddRange(told.Select(e => Row(e, bodies[e.Sequence].Time, JsonNode.Parse(bodies[e.Sequence].Body)!))));
    }

    private static NoticeRow Row(RoutedEvent told, DateTimeOffset time, JsonNode body) => new()
    {
        Sequence = told.Sequence,
        TenantId = told.Tenant,
        Account = told.Account,
        Type = told.Type,
        Title = MailTexts.Subject(body),
        Subject = Subjects.Select(member => MailTexts.Text(MailTexts.Member(body["detail"], member))).FirstOrDefault(text => text.Length > 0),
        Time = time,
    };
}
