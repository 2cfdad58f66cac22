using Guildhall.App.Upkeep;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Webhooks;

/// <summary>Sends deliveries that are due: several at once, of one webhook a few, of one lane one after another. A stop or a crash loses nothing.</summary>
internal sealed class WebhookWorker(DeliveryLedger ledger, WebhookSender sender, WebhookSecrets secrets, TimeProvider clock, ILogger<WebhookWorker> log) : IDisposable
{
    private const int AtOnce = 32;

    /// <summary>Deliveries of other processes are seen so soon at least.</summary>
    private static readonly TimeSpan LookAround = TimeSpan.FromSeconds(1);

    private readonly WorkUnderWay<string> _running = new();
    private readonly Turns _turns = new(LookAround, clock, log);

    /// <summary>Looks at once instead of within a second.</summary>
    public void Wake() => _turns.Wake();

    /// <summary>Takes all deliveries from processes that are gone: for the only server of a database, at its start.</summary>
    public void DropLeases() => ledger.DropLeases();

    /// <summary>Sends until cancelled; what was begun stays recorded and is taken up again.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await _turns.RunAsync(() => BeginDue(cancellation), "Deliveries cannot be looked for right now", cancellation);
        await _running.EndedAsync();
    }

    public void Dispose() => _turns.Dispose();

    private void BeginDue(CancellationToken cancellation)
    {
        foreach (var id in ledger.Due().Where(id => !_running.Has(id)).Take(Math.Max(0, AtOnce - _running.Count)).ToList())
            _running.Begin(id, () => RunToEndAsync(id, cancellation), Wake);
    }

    private async Task RunToEndAsync(string id, CancellationToken cancellation)
    {
        try
        {
            if (await ledger.ClaimAsync(id, cancellation) is { } claimed) await SendAsync(claimed, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // It stays SENDING and is taken up at the next start.
        }
        catch (Exception exception)
        {
            // The outermost frame of a task that nobody waits for: the delivery keeps its lease and is taken up when that is over.
            log.LogError(exception, "Delivery {Id} waits", id);
        }
    }

    private async Task SendAsync(ClaimedDelivery claimed, CancellationToken cancellation)
    {
        Fault.Point("webhook.begun");
        var (row, webhook) = (claimed.Row, claimed.Webhook);
        var sent = await sender.SendAsync(webhook.Url, row.Id, row.EventId, claimed.Body, secrets.InForce(webhook, clock.GetUtcNow()), cancellation);
        Fault.Point("webhook.sent");
        if (await ledger.EndAsync(claimed, sent)) Fault.Point("webhook.ended");
    }
}
