using System.Collections.Immutable;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Catalogue.Import;
using Guildhall.App.Catalogue.Storage;
using Guildhall.App.Cloud;
using Guildhall.App.Cloud.Discovery;
using Guildhall.App.Cloud.Identity;
using Guildhall.App.Cloud.Outbound;
using Guildhall.App.Organizations;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Products;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Catalogue.Pull;

/// <summary>
/// Copies a catalogue from AWS's Discovery API, or another Guildhall's. Every answer is kept as it comes, so that a pull whose process ended goes on where it was;
/// when all are there, they become one file that is imported like any other, in one transaction. storefront-and-procurement.md A, E.4; mission M-38.
/// </summary>
/// <param name="isOwnKey">Whether this Guildhall made an access key itself.</param>
public sealed class CataloguePulls(Database database, AwsConnections connections, CatalogueImports imports, Func<string, bool> isOwnKey, OwnPorts own, TimeProvider clock, IdSource randomness)
{
    private static readonly TimeSpan BetweenProgress = TimeSpan.FromSeconds(5);
    private static readonly ImportCounts Nothing = new(0, 0, 0, 0, 0);

    /// <summary>Refused when the other side cannot be reached or read: what it answered until then is kept, and the same call goes on.</summary>
    /// <param name="told">Gets how far it is, at the beginning and then every five seconds.</param>
    public async Task<Result<PullReport>> PullAsync(PullWish wish, Action<PullProgress> told, CancellationToken cancellation)
    {
        var access = await AccessAsync(wish, cancellation);
        if (access.Refused) return access.Problems;
        using var door = new PullDoor(access.Value, wish.Rate, own, clock, randomness);
        var identity = await new StsClient(door.Connection).GetCallerIdentityAsync(cancellation);
        if (!identity.Gave(out var caller, out var problem)) return problem.ToProblem();
        var origin = new PullOrigin(door.Address, caller.Account);
        var opened = await PullSpool.OpenAsync(Path.Combine(wish.Folder, $"{origin.FileName}.jsonl"), origin, wish.Anew, clock.GetUtcNow(), cancellation);
        if (opened.Refused) return opened.Problems;
        using var spool = opened.Value;
        var tally = new PullTally();
        using var walk = new PullWalk(new DiscoveryClient(door.Connection), spool, tally);
        if (await WalkAsync(walk, tally, told, cancellation) is { } stopped) return Stopped(stopped, origin);
        Fault.Point("pull.walked");
        var report = await ImportAsync(spool, origin, tally, wish, cancellation);
        if (report.Applied) spool.Delete();
        return report;
    }

    /// <summary>An AWS or a Guildhall of former days, a simulation or something else answers that it does not know the operation.</summary>
    private static Problem Stopped(CloudProblem problem, PullOrigin origin) =>
        problem is { IsUnknownOperation: true, Code: not "Http500" } ? new Problem(ProblemKind.Upstream, problem.Code, $"There is no Discovery API at {origin.Address}.") : problem.ToProblem();

    private async Task<CloudProblem?> WalkAsync(PullWalk walk, PullTally tally, Action<PullProgress> told, CancellationToken cancellation)
    {
        told(tally.Now);
        using var timer = new PeriodicTimer(BetweenProgress, clock);
        var walking = walk.RunAsync(cancellation);
        for (var tick = timer.WaitForNextTickAsync(CancellationToken.None).AsTask(); await Task.WhenAny(walking, tick) != walking; tick = timer.WaitForNextTickAsync(CancellationToken.None).AsTask()) told(tally.Now);
        return await walking;
    }

    private async Task<PullReport> ImportAsync(PullSpool spool, PullOrigin origin, PullTally tally, PullWish wish, CancellationToken cancellation)
    {
        var path = Path.Combine(wish.Folder, $"{origin.FileName}.catalogue");
        var bad = tally.Bad;
        var lost = !wish.AcceptLoss && await LostMostAsync(origin, tally.Now.Products, cancellation);
        try
        {
            await using (var file = PullFile.Make(path)) bad = bad.AddRange(new PulledCatalogue(spool, origin, cancellation).Write(file, complete: tally.FoundAll && bad.IsEmpty && !lost));
            Fault.Point("pull.written");
            if (wish.Strict && !bad.IsEmpty) return Report(origin, tally, applied: false, Nothing, bad, []);
            var report = await imports.ImportAsync(CatalogueFile.JsonLines(() => File.OpenRead(path)), keepGoing: !wish.Strict, cancellation);
            var told = Report(origin, tally, report.Applied, report.Counts, bad, report.Refusals);
            return told with { Complete = told.Complete && !lost, LostMost = lost };
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Whether so much is not there that it is more likely that the other side does not know it all yet, as after its start, than that it is gone.</summary>
    private async Task<bool> LostMostAsync(PullOrigin origin, int products, CancellationToken cancellation)
    {
        await using var db = database.Open();
        return await db.Products.CountAsync(p => p.Source == origin.Address && p.Visibility != ProductVisibility.Restricted, cancellation) > 2 * products;
    }

    private static PullReport Report(PullOrigin origin, PullTally tally, bool applied, ImportCounts counts, ImmutableArray<PullRefusal> bad, ImmutableArray<Refusal> refusals) => new(
        origin,
        applied,
        Complete: tally.FoundAll && bad.IsEmpty,
        counts with { Refused = counts.Refused + bad.Select(b => b.Id).Distinct(StringComparer.Ordinal).Count() },
        [.. bad, .. refusals.Select(r => new PullRefusal(r.Id ?? "", r.Member, r.Reason))],
        tally.Now);

    private async Task<Result<AwsAccess>> AccessAsync(PullWish wish, CancellationToken cancellation)
    {
        var target = wish.From is { } from ? AwsTarget.Custom(from) : connections.Target;
        if (target is null) return Problem.Malformed("The address must be that of a Guildhall, http or https, without a path.", "from");
        if (wish.Key is { } known && isOwnKey(known.AccessKeyId)) return Problem.Malformed("This Guildhall made the key itself; make one at the Guildhall that the catalogue comes from.", "key");
        if (wish.Key is { } key) return new AwsAccess { Target = target, Credentials = AwsIdentities.Fixed(key) };
        if (wish.From is not null) return Problem.Malformed("Another Guildhall is called with a key that it made; a link's credentials are for AWS alone.", "key");
        await using var db = database.Open();
        var links = await db.Links.AsNoTracking().ToListAsync(cancellation);
        var link = links.FirstOrDefault(l => wish.Link is { } text ? l.Id == text || l.TenantId == text || l.AccountId == text || l.Name == text : l.IsDefault);
        if (link is null) return Problem.NotFound(wish.Link is { } name ? $"Nothing linked is called {name}." : "There is no default organization whose credentials could be used.");
        return connections.AccessOf(link);
    }
}
