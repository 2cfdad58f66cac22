using Guildhall.App.Cloud.Outbound;
using Guildhall.App.Mail;
using Guildhall.App.Store;
using Guildhall.App.Webhooks;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Events;

/// <summary>Everything that brings events to those who want them, put together.</summary>
internal sealed class EventDelivery : IDisposable
{
    private readonly GuardedHandler _way;
    private readonly WebhookWorker _webhooks;
    private readonly EventRouter _router;
    private readonly MailWorker? _mail;

    public EventDelivery(InstallationOptions options, Database database, Writer writer, WebhookSecrets secrets, OwnPorts ports, ILoggerFactory logs)
    {
        (Secrets, Ways) = (secrets, new OutboundSettings { PrivateHosts = options.WebhookHosts, PlainPrivateLoopback = true, IsOwnPort = ports.Contains });
        _way = new GuardedHandler(Ways);
        Sender = new WebhookSender(new OutboundClient(_way, options.Clock), options.Deliveries.Answer, options.Clock);
        var ledger = new DeliveryLedger(database, writer, options.Deliveries, options.Secrets, options.Clock);
        _webhooks = new WebhookWorker(ledger, Sender, secrets, options.Clock, logs.CreateLogger<WebhookWorker>());
        _router = new EventRouter(database, writer, new MailRouting(options.Mail is not null, options.PublicUrl), _webhooks.Wake, options.Clock, logs.CreateLogger<EventRouter>());
        if (options.Mail is { } server) _mail = new MailWorker(new MailLedger(database, writer, options.Deliveries, options.Secrets, options.Clock), new SmtpSender(server, options.Clock), options.Clock, logs.CreateLogger<MailWorker>());
    }

    public WebhookSecrets Secrets { get; }

    /// <summary>Which receivers there may be.</summary>
    public OutboundSettings Ways { get; }

    public WebhookSender Sender { get; }

    /// <summary>What runs in the background.</summary>
    public IEnumerable<Func<CancellationToken, Task>> Loops => _mail is { } mail ? [_router.RunAsync, _webhooks.RunAsync, mail.RunAsync] : [_router.RunAsync, _webhooks.RunAsync];

    /// <summary>Takes everything from processes that are gone: for the only server of a database, at its start.</summary>
    public void DropLeases()
    {
        _webhooks.DropLeases();
        _mail?.DropLeases();
    }

    public void Dispose()
    {
        _webhooks.Dispose();
        Sender.Dispose();
        _way.Dispose();
    }
}
