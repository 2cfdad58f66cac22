using Guildhall.App.Cloud.Identity;
using Guildhall.App.Organizations;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Linking;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Linking.Watch;

/// <summary>Verifies that AWS still takes the credentials of a link: one call, which costs nothing and needs no right. vendor-integration.md 9.</summary>
public sealed class LinkVerification(Database database, Writer writer, AwsConnections connections, IdSource ids, TimeProvider clock)
{
    /// <summary>As long as a check may take (vendor-integration.md 8.1).</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Verifies, and writes what it means.</summary>
    public async Task RunAsync(string linkId, CancellationToken cancellation)
    {
        await using var db = database.Open();
        if (await db.Links.AsNoTracking().FirstOrDefaultAsync(l => l.Id == linkId && l.State != LinkStates.Removed, cancellation) is not { } link) return;
        var at = clock.GetUtcNow();
        var (verified, request) = (await VerifyAsync(link, cancellation), ids.Uuid(at).ToString());
        await writer.WriteAsync(
            scope =>
            {
                LinkAccess.Stage(scope, link, verified, at, request);
                return true;
            },
            cancellation);
    }

    private async Task<Verified> VerifyAsync(LinkRow link, CancellationToken cancellation)
    {
        var connection = connections.Of(link);
        if (connection.Refused) return new Verified(Verification.Refused, connection.Problems[0].Message);
        using var deadline = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            return Verified.Of(await new StsClient(connection.Value).GetCallerIdentityAsync(either.Token), new AccountId(link.AccountId));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Verified(Verification.Untold, "There was no answer in time.");
        }
    }
}
