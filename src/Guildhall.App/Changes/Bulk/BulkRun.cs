using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Changes.Bulk;

/// <summary>An order under way in this process: its change sets one after another, each written down before the next.</summary>
/// <param name="orderer">Who ordered, with the rights of the moment it is asked; refused when these are gone.</param>
internal sealed class BulkRun(Database database, Marketplaces marketplaces, ChangeSets changeSets, BulkLedger ledger, Func<BulkOrderRow, Result<Caller>> orderer, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Sends what is left of an order that this process has claimed, and writes its end; returns as soon as it is stopped or another process has it.</summary>
    public async Task RunAsync(string id, CancellationToken cancellation)
    {
        var (order, open) = await ledger.ReadAsync(id, cancellation);
        foreach (var set in open)
        {
            if (await RunOrFaultAsync(order, set, cancellation)) Fault.Point("bulk.set-ended");
            else break;
        }

        if (await ledger.EndAsync(id)) Fault.Point("bulk.ended");
    }

    private async Task<bool> RunOrFaultAsync(BulkOrderRow order, BulkSetRow set, CancellationToken cancellation)
    {
        try
        {
            return await RunAsync(order, set, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException && StoreUnavailableException.Of(exception) is null)
        {
            // A bug of ours: the rest of the order must not be lost with it. What a set that was sent came to is read at the next look around.
            log.LogError(exception, "Set {Position} of bulk order {Order} could not be run", set.Position, order.Id);
            if (await ledger.IsSentAsync(set)) throw;
            return await ledger.EndSetAsync(set, [Problem.Conflict("SERVER_FAULT", "An internal error; try these again.")]);
        }
    }

    /// <summary>Whether the order goes on.</summary>
    private async Task<bool> RunAsync(BulkOrderRow order, BulkSetRow set, CancellationToken cancellation)
    {
        if (set.ChangeSetId is { } known) return await ledger.EndSetAsync(set, await EndAsync(order, known, cancellation));
        while (true)
        {
            var started = await SendAsync(order, set, cancellation);
            if (!started.Refused) return await ledger.EndSetAsync(set, await EndAsync(order, started.Value.Id.Value, cancellation));
            if (!Passes(started.Problems)) return await ledger.EndSetAsync(set, started.Problems);
            await Task.Delay(LongestPause, clock, cancellation);
        }
    }

    private async Task<Result<StartedChangeSet>> SendAsync(BulkOrderRow order, BulkSetRow set, CancellationToken cancellation)
    {
        var caller = orderer(order);
        if (caller.Refused) return caller.Problems;
        // Asked now: the set before may have made the policy or been refused, and somebody else may have made one.
        var lacksPolicy = marketplaces.Find(new TenantId(order.TenantId))?.Marketplace.FindExperience(new EntityId(set.ExperienceId)) is { Policy: null };
        var draft = BulkPart.Of(set).Draft(ProductAct.Find(order.Act)!, lacksPolicy);
        var started = await changeSets.StartAsync(caller.Value, draft, order.RequestId, (accept, scope) => ledger.Send(accept, scope, set), cancellation);
        if (!started.Refused) Fault.Point("bulk.set-sent");
        return started;
    }

    /// <summary>Another change set is on the experience, or too many are open: nothing was sent, and it goes by itself.</summary>
    private static bool Passes(ImmutableArray<Problem> problems) => problems.All(p => p.Kind == ProblemKind.InUse || p.Code == AcceptChangeSet.TooManyOpen);

    /// <summary>Waits for the end of a change set; why nothing of it was done, or nothing when it was.</summary>
    private async Task<ImmutableArray<Problem>> EndAsync(BulkOrderRow order, string id, CancellationToken cancellation)
    {
        for (var pause = ShortestPause; ; pause = pause < LongestPause ? pause * 2 : pause)
        {
            var set = await ReadAsync(id, cancellation);
            if (set.Status is ChangeSetStatus.Failed or ChangeSetStatus.Cancelled) return ChangeSetWords.ReasonsOf(set);
            if (set.Status == ChangeSetStatus.Succeeded)
            {
                // The next set, and whoever reads the report, must find it done in this process too.
                if (set.AppliedVersion > marketplaces.Find(new TenantId(order.TenantId))?.State.Version) StateLoader.CatchUp(database, marketplaces);
                return [];
            }

            await Task.Delay(pause, clock, cancellation);
        }
    }

    private async Task<ChangeSetRow> ReadAsync(string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        return await db.ChangeSets.AsNoTracking().SingleAsync(s => s.Id == id, cancellation);
    }
}
