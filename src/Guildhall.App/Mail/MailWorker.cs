using Guildhall.App.Store.Rows;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Mail;

/// <summary>Hands mails to the mail server, one after another. A stop or a crash loses none; one may then come twice, under the same Message-ID.</summary>
internal sealed class MailWorker(MailLedger ledger, SmtpSender sender, TimeProvider clock, ILogger<MailWorker> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Takes all mails from processes that are gone: for the only server of a database, at its start.</summary>
    public void DropLeases() => ledger.DropLeases();

    /// <summary>Sends until cancelled; what was begun stays recorded and is taken up again.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                foreach (var id in ledger.Due())
                {
                    if (await ledger.ClaimAsync(id, cancellation) is { } mail) await SendAsync(mail, cancellation);
                }
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The outermost frame of a loop: whatever it was, the next turn must come, or no mail would ever be sent again.
                log.LogError(exception, "Mails cannot be sent right now");
            }

            await Task.Delay(Pause, clock, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAsync(MailRow mail, CancellationToken cancellation)
    {
        Fault.Point("mail.begun");
        var sent = await sender.SendAsync(mail.Id, mail.Recipient, mail.Subject, mail.Text, cancellation);
        Fault.Point("mail.sent");
        await ledger.EndAsync(mail, sent);
    }
}
