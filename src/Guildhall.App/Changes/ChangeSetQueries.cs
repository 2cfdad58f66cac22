using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Changes;

/// <summary>Reading change sets. private-marketplace.md 2.2, 2.3.</summary>
public sealed class ChangeSetQueries(Database database, Marketplaces marketplaces)
{
    /// <summary>
    /// One set as it is now. Not found when there is none or the caller may not see it; refused when a policy says so.
    /// When it has succeeded, decisions of this process follow it already.
    /// </summary>
    public async Task<Result<ChangeSetRow>> DescribeAsync(Caller caller, string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var set = await db.ChangeSets.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancellation);
        var view = set is null ? null : marketplaces.Find(new TenantId(set.TenantId));
        var arn = Arns.ChangeSet(set is null ? caller.Account : new AccountId(set.Owner), id);
        var keys = new MarketplaceKeys { ResourceTags = view?.State.Tags.GetValueOrDefault(arn) };
        if (Authorization.Check(caller, "aws-marketplace:DescribeChangeSet", arn, keys) is { } refusal) return refusal;
        if (set is null || view is null || !Sees(caller, view.Marketplace, set)) return Problem.NotFound($"There is no change set {id}.");
        if (set.AppliedVersion > view.State.Version) StateLoader.CatchUp(database, marketplaces);
        return set;
    }

    /// <summary>Administrators see every set of their tenant, others the sets of their own account. Another tenant's do not exist.</summary>
    internal static bool Sees(Caller caller, PrivateMarketplace marketplace, ChangeSetRow set) =>
        marketplace.Organization.Contains(caller.Account) && (caller.Actor.Administers(marketplace.Organization) || set.Account == caller.Account.Value);

    /// <summary>
    /// A page of sets, newest first unless told otherwise, by cursor: as quick on page 1,000 as on page 1. Null when the caller belongs to no tenant.
    /// </summary>
    public async Task<IReadOnlyList<ChangeSetSummary>> ListAsync(Caller caller, ChangeSetFilter filter, CancellationToken cancellation)
    {
        if (marketplaces.FindTenantOf(caller.Account) is not { } view) return [];
        await using var db = database.Open();
        var sets = filter.Apply(Visible(db, caller, view.Marketplace, filter.SharedWithMe), db);
        var page = await sets.Take(filter.Take).ToListAsync(cancellation);
        var ids = page.Select(s => s.Id).ToList();
        var entities = (await db.ChangeSetEntities.AsNoTracking().Where(e => ids.Contains(e.ChangeSetId)).ToListAsync(cancellation)).ToLookup(e => e.ChangeSetId, e => e.EntityId);
        return [.. page.Select(s => new ChangeSetSummary(s, [.. entities[s.Id].Order(StringComparer.Ordinal)]))];
    }

    /// <summary>Without a scope only sets the caller's account owns, with <c>SharedWithMe</c> only those of other accounts (2.6).</summary>
    private static IQueryable<ChangeSetRow> Visible(GuildhallDb db, Caller caller, PrivateMarketplace marketplace, bool shared)
    {
        var (tenant, account) = (marketplace.Organization.Tenant.Value, caller.Account.Value);
        var sets = db.ChangeSets.AsNoTracking().Where(s => s.TenantId == tenant);
        if (!shared) return sets.Where(s => s.Owner == account);
        sets = sets.Where(s => s.Owner != account);
        return caller.Actor.Administers(marketplace.Organization) ? sets : sets.Where(s => s.Account == account);
    }
}

/// <summary>A set in a list, with the ids (without revision) of its entities.</summary>
public sealed record ChangeSetSummary(ChangeSetRow Set, IReadOnlyList<string> EntityIds);
