using System.Data.Common;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Import;
using Guildhall.App.Store;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Catalogue.Storage;

/// <summary>Writes one batch of records in one transaction and moves the catalogue's counter, so that every process loads what is new.</summary>
internal sealed class BatchWriting(Database database, TimeProvider clock)
{
    private const int Tries = 5;

    /// <summary>Another import at the same time moves the same counter: then the batch is written again.</summary>
    public async Task WriteAsync(IReadOnlyList<PlannedRecord> batch, CancellationToken cancellation)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                await WriteOnceAsync(batch, cancellation);
                return;
            }
            catch (Exception race) when (tried < Tries && IsRace(race))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50 * tried), clock, cancellation);
            }
        }
    }

    private async Task WriteOnceAsync(IReadOnlyList<PlannedRecord> batch, CancellationToken cancellation)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var version = await Counters.BumpAsync(db, Counters.Catalogue, cancellation);
        var products = new ProductRows(db, version, clock.GetUtcNow());
        await products.PutAsync([.. batch.Where(r => r.Key.Kind == RecordKind.Product)], cancellation);
        var others = batch.Where(r => r.Key.Kind != RecordKind.Product).ToList();
        var touched = await OtherRows.PutAsync(db, others, cancellation);
        await db.SaveChangesAsync(cancellation);
        await products.TouchAsync(touched, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static bool IsRace(Exception exception) =>
        exception is DbUpdateConcurrencyException || (exception as DbException ?? exception.InnerException as DbException)?.SqlState is "40001" or "40P01" or "23505";
}
