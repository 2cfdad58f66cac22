using Guildhall.App.Mail;

namespace Guildhall.Server.Api.V1.Mail;

/// <summary>Mails and who gets them, as commands print them and the API answers them.</summary>
internal static class MailAnswers
{
    public static object Of(MailRule rule) => new
    {
        id = rule.Id,
        organizationId = rule.Tenant,
        recipients = rule.Recipients,
        events = rule.Choice.Types,
        experience = rule.Choice.Experience,
        createdAt = rule.CreatedAt,
        createdBy = rule.CreatedBy,
    };

    public static object Listed(MailView mail) => new
    {
        id = mail.Id,
        recipient = mail.Recipient,
        subject = mail.Subject,
        state = mail.State.ToString().ToLowerInvariant(),
        tries = mail.Attempts,
        problem = mail.Problem,
        createdAt = mail.CreatedAt,
        endedAt = mail.EndedAt,
    };

    public static object Of(MailView mail) => new
    {
        id = mail.Id,
        recipient = mail.Recipient,
        subject = mail.Subject,
        text = mail.Text,
        state = mail.State.ToString().ToLowerInvariant(),
        tries = mail.Attempts,
        problem = mail.Problem,
        createdAt = mail.CreatedAt,
        endedAt = mail.EndedAt,
    };

    public static object Of(MailPage page, int skipped) => new { mails = page.Mails.Select(Listed), count = page.Count, skipped };
}
