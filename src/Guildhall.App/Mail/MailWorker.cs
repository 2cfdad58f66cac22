using Guildhall.App.Store.Rows;
using Guildhall.App.Upkeep;
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
        using var turns = new Turns(Pause, clock, log);
        await turns.RunAsync(SendDueAsync, "Mails cannot be sent right now", cancellation);
    }

    private async Task SendDueAsync(CancellationToken cancellation)
    {
        foreach (var id in ledger.Due())
        {
            if (await ledger.ClaimAsync(id, cancellation) is { } mail) await SendAsync(mail, cancellation);
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
