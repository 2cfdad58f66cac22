using System.Collections.Concurrent;
using Guildhall.App;
using Guildhall.App.Changes;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Products;
using Guildhall.Server.Ui.Console.Experiences;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Bulk;

/// <summary>An order that runs by itself: whoever gave it may leave the page and come back. Its change sets run one after another.</summary>
internal sealed class BulkRun(Installation guildhall, ProductAct act, IReadOnlyList<BulkShare> shares, Sender sender, ILogger log)
{
    /// <summary>What became of each change set that has ended, by experience and place.</summary>
    private readonly ConcurrentDictionary<(EntityId Experience, int Place), ChangeEnd> _ends = new();
    private volatile bool _ended;
    private BulkReport? _last;

    /// <summary>Everything so far, line by line; made once more for each question while it runs, and kept when it has ended.</summary>
    public BulkReport Report
    {
        get
        {
            if (_last is { } last) return last;
            var ended = _ended;
            var report = new BulkReport(act.Title, [.. shares.Select(Outcome)]) { Running = !ended };
            if (ended) _last = report;
            return report;
        }
    }

    /// <summary>Runs the order to its end, or until the server stops: what has been started then is done, the rest is not.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            foreach (var share in shares) await RunAsync(share, stopping);
        }
        catch (OperationCanceledException)
        {
            // The lines that were not sent say so.
        }
        finally
        {
            _ended = true;
        }
    }

    private async Task RunAsync(BulkShare share, CancellationToken stopping)
    {
        foreach (var (place, changes) in new BulkPlan(guildhall, sender.Caller, act).Sets(share).Index())
            _ends[(share.Experience.Id, place)] = await EndAsync(share, place, changes, stopping);
    }

    private async Task<ChangeEnd> EndAsync(BulkShare share, int place, IReadOnlyList<ChangeDraft> changes, CancellationToken stopping)
    {
        try
        {
            var part = sender.Part($"-{share.Experience.Id}-{place}");
            return await new RunningChange(guildhall).RunAsync(part, $"{act.Title}: {share.Experience.Name}", changes, TimeSpan.MaxValue, stopping);
        }
        catch (Exception exception) when (StoreUnavailableException.Of(exception) is not null)
        {
            return new ChangeEnd.Refused([new Problem(ProblemKind.Upstream, "STORE_UNAVAILABLE", "The database did not answer.")]);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Nobody is above this frame: without it the rest of the order would be lost without a word.
            log.LogError(exception, "A set of a bulk order in {Experience} could not be sent", share.Experience.Id);
            return new ChangeEnd.Refused([new Problem(ProblemKind.Conflict, "SERVER_FAULT", "An internal error; try these again.")]);
        }
    }

    private BulkOutcome Outcome(BulkShare share)
    {
        var places = share.Sent.Index().ToDictionary(sent => sent.Item, sent => sent.Index / ProductChange.IdsLimit, StringComparer.Ordinal);
        return new BulkOutcome(share.Experience.Id, share.Experience.Name, [.. share.Lines.Select(line =>
            line.Obstacle is { } obstacle ? new BulkResult(line.Product, line.Title, false, obstacle)
            : ResultOf(line, _ends.GetValueOrDefault((share.Experience.Id, places[line.Product.Value]))))]);
    }

    private BulkResult ResultOf(BulkLine line, ChangeEnd? end) => end switch
    {
        null => new BulkResult(line.Product, line.Title, false, _ended ? "Not done: the server stopped before" : "Waiting") { Waiting = !_ended },
        ChangeEnd.Succeeded done => new BulkResult(line.Product, line.Title, true, act.Done, done.Set.Id),
        ChangeEnd.Running running => new BulkResult(line.Product, line.Title, false, "Still running", running.Id.Value),
        ChangeEnd.Refused refused => new BulkResult(line.Product, line.Title, false, "Not done: " + BulkPlan.Words(BulkPlan.Against(line.Product, refused.Problems) ?? refused.Problems[0])),
        _ => throw new InvalidOperationException("A change has three ends."),
    };
}
