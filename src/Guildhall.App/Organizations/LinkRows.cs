using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Organizations;

/// <summary>A link that was just stored, under a lease, and which one was the default before it.</summary>
internal sealed record NewLink(LinkRow Row, string? DefaultBefore);

/// <summary>The rows of links; exactly one of them is the default as soon as there is one.</summary>
internal sealed class LinkRows(Database database)
{
    public static Problem Already(AccountId account) => Problem.Conflict("ALREADY_LINKED", $"Account {account} is linked already.");

    /// <summary>Stores a link; the first is the default. Refused with <c>ALREADY_LINKED</c> when another was quicker; then nothing is changed.</summary>
    public async Task<Result<NewLink>> AddAsync(LinkRow row, CancellationToken cancellation)
    {
        try
        {
            await using var db = database.Open();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var before = await db.Links.Where(l => l.IsDefault).Select(l => l.Id).FirstOrDefaultAsync(cancellation);
            row.IsDefault |= before is null;
            if (row.IsDefault) await db.Links.ExecuteUpdateAsync(l => l.SetProperty(x => x.IsDefault, false), cancellation);
            db.Links.Add(row);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return new NewLink(row, before);
        }
        catch (DbUpdateException exception) when (DatabaseFailure.IsRace(exception))
        {
            return Already(new AccountId(row.AccountId));
        }
    }

    /// <summary>Takes a link back that did not come about.</summary>
    public async Task RemoveAsync(NewLink link, CancellationToken cancellation)
    {
        await using var db = database.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Links.Where(l => l.Id == link.Row.Id).ExecuteDeleteAsync(cancellation);
        if (link.Row.IsDefault) await db.Links.Where(l => l.Id == link.DefaultBefore).ExecuteUpdateAsync(l => l.SetProperty(x => x.IsDefault, true), cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
