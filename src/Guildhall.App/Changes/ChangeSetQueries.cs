using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Lists;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Changes;

/// <summary>Reading change sets. private-marketplace.md 2.2, 2.3.</summary>
public sealed class ChangeSetQueries(Database database, Marketplaces marketplaces, PageTokens tokens)
{
    /// <summary>
    /// One set as it is now. Not found when there is none or the caller may not see it; refused when a policy says so.
    /// When it has succeeded, decisions of this process follow it already.
    /// </summary>
    public async Task<Result<ChangeSetRow>> DescribeAsync(Caller caller, string id, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var found = await db.ChangeSets.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancellation);
        var view = found is null ? null : marketplaces.Find(new TenantId(found.TenantId));
        var set = found is not null && view is not null && Sees(caller, view.Marketplace, found) ? found : null;
        if (Refused(caller, "aws-marketplace:DescribeChangeSet", id, set, view?.State) is { } refusal) return refusal;
        if (set is null) return Missing;
        if (set.AppliedVersion > view!.State.Version) StateLoader.CatchUp(database, marketplaces);
        return set;
    }

    /// <summary>Administrators see every set of their tenant, others the sets of their own account. Another tenant's do not exist.</summary>
    internal static bool Sees(Caller caller, PrivateMarketplace marketplace, ChangeSetRow set) =>
        marketplace.Organization.Contains(caller.Account) && (caller.Actor.Administers(marketplace.Organization) || set.Account == caller.Account.Value);

    /// <summary>The answer to an id of no set that the caller may see.</summary>
    internal static Problem Missing { get; } = Problem.NotFound("There is no change set of this id.");

    /// <summary>Asks for the right to a set by its ARN; a set that the caller may not see is asked for as one of the caller's own that is not there (S-24).</summary>
    internal static Problem? Refused(Caller caller, string action, string id, ChangeSetRow? visible, TenantState? state)
    {
        var arn = Arns.ChangeSet(visible is null ? caller.Account : new AccountId(visible.Owner), id);
        return Authorization.Check(caller, action, arn, new MarketplaceKeys { ResourceTags = visible is null ? null : state?.Tags.GetValueOrDefault(arn) });
    }

    /// <summary>
    /// A page of sets, newest first unless told otherwise, by cursors that lead on and back: as quick on page 1,000 as on page 1. Nothing when the caller belongs to no tenant.
    /// Refused: no right to list (<c>ACCESS_DENIED</c>), a token that is not of this list and caller (malformed).
    /// </summary>
    public async Task<Result<Page<ChangeSetSummary>>> ListAsync(Caller caller, ChangeSetFilter filter, string? nextToken, CancellationToken cancellation)
    {
        if (Authorization.Check(caller, "aws-marketplace:ListChangeSets", "*") is { } refusal) return refusal;
        var view = marketplaces.FindTenantOf(caller.Account);
        var binding = PageTokens.Binding("ListChangeSets", caller, view, filter.Text);
        ChangeSetPosition? after = null;
        if (nextToken is not null && (after = ChangeSetPosition.Read(tokens.Read(binding, nextToken))) is null) return PageTokens.Refusal;
        if (view is null) return Page<ChangeSetSummary>.Empty;
        await using var db = database.Open();
        var back = after is { Back: true };
        var sets = (filter with { After = after, Ascending = filter.Ascending != back }).Apply(Visible(db, caller, view.Marketplace, filter), db);
        var found = await sets.Take(filter.Take + 1).ToListAsync(cancellation);
        var page = Page<ChangeSetRow>.Of(found, filter.Take, back, after is not null, (set, leadsBack) => tokens.Write(binding, (filter.PositionOf(set) with { Back = leadsBack }).Write()));
        return new Page<ChangeSetSummary>(await SummariesAsync(db, page.Items, cancellation), page.NextToken) { PreviousToken = page.PreviousToken };
    }

    private static async Task<List<ChangeSetSummary>> SummariesAsync(GuildhallDb db, IReadOnlyList<ChangeSetRow> page, CancellationToken cancellation)
    {
        var ids = page.Select(s => s.Id).ToList();
        var entities = (await db.ChangeSetEntities.AsNoTracking().Where(e => ids.Contains(e.ChangeSetId)).ToListAsync(cancellation)).ToLookup(e => e.ChangeSetId, e => e.EntityId);
        return [.. page.Select(s => new ChangeSetSummary(s, [.. entities[s.Id].Order(StringComparer.Ordinal)]))];
    }

    /// <summary>Without a scope only sets the caller's account owns, with <c>SharedWithMe</c> only those of other accounts (2.6), with <c>AnyOwner</c> both.</summary>
    private static IQueryable<ChangeSetRow> Visible(GuildhallDb db, Caller caller, PrivateMarketplace marketplace, ChangeSetFilter filter)
    {
        var (tenant, account) = (marketplace.Organization.Tenant.Value, caller.Account.Value);
        var sets = db.ChangeSets.AsNoTracking().Where(s => s.TenantId == tenant);
        if (!filter.AnyOwner && !filter.SharedWithMe) return sets.Where(s => s.Owner == account);
        if (!filter.AnyOwner) sets = sets.Where(s => s.Owner != account);
        return caller.Actor.Administers(marketplace.Organization) ? sets : sets.Where(s => s.Account == account);
    }
}

/// <summary>A set in a list, with the ids (without revision) of its entities.</summary>
public sealed record ChangeSetSummary(ChangeSetRow Set, IReadOnlyList<string> EntityIds);
