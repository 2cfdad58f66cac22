using Guildhall.App.Cloud.Outbound;
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

    public EventDelivery(InstallationOptions options, Database database, Writer writer, WebhookSecrets secrets, OwnPorts ports, ILoggerFactory logs)
    {
        (Secrets, Ways) = (secrets, new OutboundSettings { PrivateHosts = options.WebhookHosts, PlainPrivateLoopback = true, IsOwnPort = ports.Contains });
        _way = new GuardedHandler(Ways);
        Sender = new WebhookSender(new OutboundClient(_way, options.Clock), options.Deliveries.Answer, options.Clock);
        var ledger = new DeliveryLedger(database, writer, options.Deliveries, options.Secrets, options.Clock);
        _webhooks = new WebhookWorker(ledger, Sender, secrets, options.Clock, logs.CreateLogger<WebhookWorker>());
        _router = new EventRouter(database, writer, _webhooks.Wake, options.Clock, logs.CreateLogger<EventRouter>());
    }

    public WebhookSecrets Secrets { get; }

    /// <summary>Which receivers there may be.</summary>
    public OutboundSettings Ways { get; }

    public WebhookSender Sender { get; }

    /// <summary>What runs in the background.</summary>
    public IEnumerable<Func<CancellationToken, Task>> Loops => [_router.RunAsync, _webhooks.RunAsync];

    /// <summary>Takes everything from processes that are gone: for the only server of a database, at its start.</summary>
    public void DropLeases() => _webhooks.DropLeases();

    public void Dispose()
    {
        _webhooks.Dispose();
        Sender.Dispose();
        _way.Dispose();
    }
}
