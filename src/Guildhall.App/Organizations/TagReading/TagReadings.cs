using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Organizations;
using Guildhall.App.Governance;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Upkeep;
using Guildhall.Domain;
using Guildhall.Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Guildhall.App.Organizations.TagReading;

/// <summary>
/// Reads the tags of member accounts beside the syncs, some accounts at a time: AWS tells them account by account (ListTagsForResource, aws-operations.md
/// A.3), and a sync of a large organization would wait an hour for them. Nothing is decided by tags.
/// </summary>
public sealed class TagReadings(Database database, Marketplaces marketplaces, AwsConnections connections, TimeProvider clock, ILogger<TagReadings> log)
{
    private const string DueLinks = """SELECT "Id" FROM "Links" WHERE "State" = @active AND "TagsDue" <= @now AND "TenantId" LIKE 'o-%'""";

    /// <summary>Accounts of one turn: a minute at the pace that Guildhall keeps.</summary>
    private const int AtATime = 300;

    /// <summary>Accounts whose tags are written together.</summary>
    private const int AtOnce = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <summary>A process that has died holds the reading of a link no longer than this.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(5);

    /// <summary>Until new accounts are looked for, once all are read.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    /// <summary>How old the tags of an account may be.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(24);

    /// <summary>Reads what is due until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var turns = new Turns(Pause, clock, log);
        await turns.PauseAsync(cancellation);
        await turns.RunAsync(RunOnceAsync, "Tags of accounts cannot be read right now", cancellation);
    }

    /// <summary>A turn of each link whose accounts have tags to be read and that no other process reads.</summary>
    public async Task RunOnceAsync(CancellationToken cancellation)
    {
        foreach (var id in Due())
        {
            if (await ClaimAsync(id, cancellation) is { } link) await DueAgainAsync(id, await ReadSomeAsync(link, cancellation), cancellation);
        }
    }

    /// <summary>Asked by plain SQL, because mostly there is nothing to do, and EF Core's model need not be made for that.</summary>
    private List<string> Due()
    {
        using var reading = new PlainReading(database);
        return [.. reading.Rows(DueLinks, ("active", LinkStates.Active), ("now", clock.GetUtcNow().UtcTicks)).Select(row => row.GetString(0))];
    }

    private async Task<LinkRow?> ClaimAsync(string id, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = database.Open();
        var claimed = await db.Links.Where(l => l.Id == id && l.TagsDue <= now).ExecuteUpdateAsync(l => l.SetProperty(x => x.TagsDue, now + Turn), cancellation);
        return claimed == 0 ? null : await db.Links.AsNoTracking().SingleAsync(l => l.Id == id, cancellation);
    }

    private async Task DueAgainAsync(string id, TimeSpan rest, CancellationToken cancellation)
    {
        var due = clock.GetUtcNow() + rest;
        await using var db = database.Open();
        await db.Links.Where(l => l.Id == id).ExecuteUpdateAsync(l => l.SetProperty(x => x.TagsDue, due), cancellation);
    }

    /// <summary>Reads the tags of some accounts; how long the link may rest now.</summary>
    private async Task<TimeSpan> ReadSomeAsync(LinkRow link, CancellationToken cancellation)
    {
        var connection = connections.Of(link);
        if (connection.Refused || marketplaces.Find(new TenantId(link.TenantId!)) is not { } tenant) return Rest;
        var client = new OrganizationsClient(connection.Value);
        await using var db = database.Open();
        var wanted = await WantedAsync(db, tenant, cancellation);
        foreach (var some in wanted.Chunk(AtOnce))
        {
            foreach (var account in some)
            {
                var listed = await Pages.AllAsync(token => client.ListTagsForResourceAsync(account, token, cancellation));
                var gone = !listed.Gave(out var tags, out var problem);
                if (gone && problem!.Kind != CloudTrouble.NotFound)
                {
                    await db.SaveChangesAsync(cancellation);
                    return PutOff(problem, link);
                }

                // One that AWS does not know (any more) has its turn again tomorrow, as others do.
                await KeepAsync(db, link.TenantId!, account, gone ? [] : tags!);
            }

            await db.SaveChangesAsync(cancellation);
        }

        return wanted.Count < AtATime ? Rest : TimeSpan.Zero;
    }

    private async Task KeepAsync(GuildhallDb db, string tenant, string account, IReadOnlyList<ResourceTag> tags)
    {
        var row = await db.AccountTags.FindAsync(tenant, account) ?? db.Add(new AccountTagsRow { TenantId = tenant, AccountId = account, Tags = "", Sought = "" }).Entity;
        StoredTags.Set(row, tags, clock.GetUtcNow());
    }

    private TimeSpan PutOff(CloudProblem problem, LinkRow link)
    {
        log.LogInformation("Tags of accounts of {Link} cannot be read: {Problem}", link.Id, problem.Message);
        return Rest;
    }

    /// <summary>The accounts whose tags were not read for long; what was read of accounts that are gone is forgotten.</summary>
    private async Task<IReadOnlyList<string>> WantedAsync(GuildhallDb db, TenantView tenant, CancellationToken cancellation)
    {
        var (old, gone, id) = (clock.GetUtcNow() - Fresh, clock.GetUtcNow() - (3 * Fresh), tenant.State.Tenant.Value);
        await db.AccountTags.Where(t => t.TenantId == id && t.ReadAt < gone).ExecuteDeleteAsync(cancellation);
        var fresh = await db.AccountTags.Where(t => t.TenantId == id && t.ReadAt > old).Select(t => t.AccountId).ToHashSetAsync(StringComparer.Ordinal, cancellation);
        return [.. tenant.Marketplace.Organization.Tree.Nodes.Where(n => n.Kind == NodeKind.Account && !fresh.Contains(n.Id.Value)).Take(AtATime).Select(n => n.Id.Value)];
    }
}
