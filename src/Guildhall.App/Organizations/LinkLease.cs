using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Guildhall.App.Organizations;

/// <summary>A link that this process may read now. It is renewed in the background, and given back when it is disposed.</summary>
internal sealed class LinkLease : IAsyncDisposable
{
    private static readonly TimeSpan Renewal = LinkLeases.Length / 4;

    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationTokenSource _lost = new();
    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly Task _renewing;
    private bool _over;

    public LinkLease(Database database, TimeProvider clock, LinkRow link)
    {
        (_database, _clock, Link) = (database, clock, link);
        _renewing = RenewAsync();
    }

    /// <summary>The link as it was when the lease began.</summary>
    public LinkRow Link { get; }

    /// <summary>Cancelled when another process has taken the link over.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Whether the lease still counts, asked inside the transaction of a write.</summary>
    public bool CountsIn(WriteScope scope) => Rows(scope.Db).Any();

    /// <summary>Stores how far the reading is, or forgets it.</summary>
    public Task SaveAsync(ReadingProgress? progress, CancellationToken cancellation)
    {
        var json = progress is null ? null : ReadingJson.Write(progress);
        return WriteAsync(link => link.SetProperty(l => l.SyncProgress, json), cancellation);
    }

    /// <summary>Stores the end of a sync and gives the link back.</summary>
    public async Task EndAsync(Action<UpdateSettersBuilder<LinkRow>> outcome)
    {
        await WriteAsync(
            link =>
            {
                link.SetProperty(l => l.LeaseUntil, default(DateTimeOffset));
                outcome(link);
            },
            CancellationToken.None);
        _over = true;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        try
        {
            if (!_over && !_lost.IsCancellationRequested) await EndAsync(_ => { });
        }
        catch (Exception exception) when (DatabaseFailure.IsIn(exception))
        {
            // Then it ends by itself.
        }

        _ended.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync()
    {
        while (true)
        {
            await Task.Delay(Renewal, _clock, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_ended.IsCancellationRequested || _lost.IsCancellationRequested) return;
            try
            {
                var until = _clock.GetUtcNow() + LinkLeases.Length;
                await WriteAsync(link => link.SetProperty(l => l.LeaseUntil, until), _ended.Token);
            }
            catch (Exception exception) when (exception is OperationCanceledException || DatabaseFailure.IsIn(exception))
            {
                // Stopped, or tried again at the next turn.
            }
        }
    }

    private async Task WriteAsync(Action<UpdateSettersBuilder<LinkRow>> set, CancellationToken cancellation)
    {
        await using var db = _database.Open();
        if (await Rows(db).ExecuteUpdateAsync(set, cancellation) == 0) await _lost.CancelAsync();
    }

    private IQueryable<LinkRow> Rows(GuildhallDb db)
    {
        var (id, lease) = (Link.Id, Link.Lease);
        return db.Links.Where(l => l.Id == id && l.Lease == lease);
    }
}
