using System.Text.Json.Nodes;
using Guildhall.App.Linking;
using Guildhall.App.People;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Linking;

namespace Guildhall.App.Mail;

/// <summary><b>Send test mail</b>: to an address made of a link's pattern, so that the manager sees that mail to such addresses arrives. vendor-integration.md 6, end.</summary>
public sealed class TestMails(Writer writer, bool hasServer, IdSource ids)
{
    /// <summary>Stages the mail; without a mail server it is kept to be read here. Refused: no such link, one without a pattern.</summary>
    public Task<Result<MailView>> SendAsync(string link, ActOrigin origin, CancellationToken cancellation)
    {
        var id = ids.Uuid().ToString();
        return writer.WriteAsync<Result<MailView>>(
            scope =>
            {
                if (scope.Db.Links.Find(link) is not { } row || row.State == LinkStates.Removed) return Problem.NotFound("There is no such organization.");
                var pattern = EmailPattern.Read(row.EmailPattern, "emailPattern");
                if (pattern.Refused) return pattern.Problems[0];
                var mail = new MailRow
                {
                    Id = id,
                    TenantId = row.TenantId,
                    Recipient = pattern.Value.Expand(ids),
                    Subject = MailTexts.Line($"Test mail for {row.Name}"),
                    Text = $"""
                        This is the test mail of {MailTexts.Line(row.Name)}.

                        It was sent to an address made of the pattern {pattern.Value.Text}, as new AWS accounts get them. That you read it shows that mail to such addresses
                        arrives here: AWS's mail to the root user of each new account will too.

                        Sent by Guildhall for {MailTexts.Line(origin.Who)}.
                        """,
                    State = hasServer ? MailState.Waiting : MailState.Kept,
                    Due = scope.Now,
                    CreatedAt = scope.Now,
                    EndedAt = hasServer ? null : scope.Now,
                };
                scope.Stage(db => db.Add(mail));
                LinkAudit.Stage(scope, "SendTestMail", origin, row.TenantId, new JsonObject { ["organizationLinkId"] = row.Id, ["recipient"] = mail.Recipient });
                return MailQueries.Of(mail);
            },
            cancellation);
    }
}
