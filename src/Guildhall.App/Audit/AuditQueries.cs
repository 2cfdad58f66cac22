using System.Globalization;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Lists;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Audit;

/// <summary>Reading the audit log. private-marketplace.md 9.4, security.md S-63.</summary>
public sealed class AuditQueries(Database database, Marketplaces marketplaces, PageTokens tokens)
{
    private const string Read = "guildhall:ReadAudit";
    private static readonly Problem Missing = Problem.NotFound("There is no audit record of this number.");

    /// <summary>
    /// How many records a page looks through at most. Names inside a record have no index, so that a rare one is sought page by page and never through
    /// the whole log in one go.
    /// </summary>
    internal int MostRead { get; init; } = 10_000;

    /// <summary>
    /// A page of records, newest first, by cursor; it may have fewer than asked for, or none, and still a next page. Administrators see those of the tenant, others what their own account did; those of the installation
    /// alone are for marketplace managers. Refused: no right to read (<c>ACCESS_DENIED</c>), a token that is not of this list and caller (malformed).
    /// </summary>
    public async Task<Result<Page<AuditRow>>> ListAsync(Caller caller, AuditFilter filter, string? nextToken, CancellationToken cancellation)
    {
        if (Authorization.Check(caller, Read, "*") is { } refusal) return refusal;
        var view = marketplaces.FindTenantOf(caller.Account);
        var binding = PageTokens.Binding("ReadAudit", caller, view, filter.Text);
        var before = long.MaxValue;
        if (nextToken is not null && !long.TryParse(tokens.Read(binding, nextToken), CultureInfo.InvariantCulture, out before)) return PageTokens.Refusal;
        await using var db = database.Open();
        var records = Visible(db, caller, view).Where(a => a.Sequence < before).OrderByDescending(a => a.Sequence);
        var rest = await records.Skip(MostRead).Select(a => a.Sequence).FirstOrDefaultAsync(cancellation);
        var found = await filter.Apply(records.Where(a => a.Sequence > rest)).Take(filter.Take + 1).ToListAsync(cancellation);
        List<AuditRow> page = [.. found.Take(filter.Take)];
        long? next = found.Count > page.Count ? page[^1].Sequence : rest > 0 ? rest + 1 : null;
        return new Page<AuditRow>(page, next is { } at ? tokens.Write(binding, at.ToString(CultureInfo.InvariantCulture)) : null);
    }

    /// <summary>One record by its number. Not found when there is none or the caller may not see it.</summary>
    public async Task<Result<AuditRow>> FindAsync(Caller caller, long sequence, CancellationToken cancellation)
    {
        if (Authorization.Check(caller, Read, "*") is { } refusal) return refusal;
        await using var db = database.Open();
        return await Visible(db, caller, marketplaces.FindTenantOf(caller.Account)).FirstOrDefaultAsync(a => a.Sequence == sequence, cancellation) is { } row ? row : Missing;
    }

    private static IQueryable<AuditRow> Visible(GuildhallDb db, Caller caller, TenantView? view)
    {
        var (tenant, account) = (view?.State.Tenant.Value ?? "", caller.Account.Value);
        var rows = db.Audit.AsNoTracking();
        if (caller.MarketplaceManager) return rows.Where(a => a.TenantId == tenant || a.TenantId == null);
        return view is not null && caller.Actor.Administers(view.Marketplace.Organization) ? rows.Where(a => a.TenantId == tenant) : rows.Where(a => a.TenantId == tenant && a.Account == account);
    }
}
