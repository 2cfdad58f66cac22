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
    /// A page of records, newest first unless told otherwise, by cursors that lead on and back; it may have fewer than asked for, or none, and still a
    /// page after it. Administrators see those of the tenant, others what their own account did; those of the installation
    /// alone are for marketplace managers. Refused: no right to read (<c>ACCESS_DENIED</c>), a token that is not of this list and caller (malformed).
    /// </summary>
    public async Task<Result<Page<AuditRow>>> ListAsync(Caller caller, AuditFilter filter, string? nextToken, CancellationToken cancellation)
    {
        if (Authorization.Check(caller, Read, "*") is { } refusal) return refusal;
        var view = marketplaces.FindTenantOf(caller.Account);
        var binding = PageTokens.Binding("ReadAudit", caller, view, filter.Text);
        var place = long.MaxValue;
        if (nextToken is not null && !long.TryParse(tokens.Read(binding, nextToken), CultureInfo.InvariantCulture, out place)) return PageTokens.Refusal;
        await using var db = database.Open();
        var (back, at) = (place < 0, Math.Abs(place));
        var up = back != filter.OldestFirst;
        var rows = Visible(db, caller, view);
        if (nextToken is not null) rows = up ? rows.Where(a => a.Sequence > at) : rows.Where(a => a.Sequence < at);
        var records = up ? rows.OrderBy(a => a.Sequence) : rows.OrderByDescending(a => a.Sequence);
        // Only where records are passed over may a page have to read more of them than it shows.
        var rest = ReferenceEquals(filter.Apply(records), records) ? 0 : await records.Skip(MostRead).Select(a => a.Sequence).FirstOrDefaultAsync(cancellation);
        var read = rest == 0 ? records : up ? records.Where(a => a.Sequence < rest) : records.Where(a => a.Sequence > rest);
        var found = await filter.Apply(read).Take(filter.Take + 1).ToListAsync(cancellation);
        List<AuditRow> page = [.. found.Take(filter.Take)];
        long? ahead = found.Count > page.Count ? page[^1].Sequence : rest == 0 ? null : up ? rest - 1 : rest + 1;
        long? behind = nextToken is null ? null : page.Count > 0 ? page[0].Sequence : up ? at + 1 : at - 1;
        if (back) page.Reverse();
        return new Page<AuditRow>(page, Token(back ? behind : ahead, 1)) { PreviousToken = Token(back ? ahead : behind, -1) };

        string? Token(long? sequence, int way) => sequence is { } end ? tokens.Write(binding, (end * way).ToString(CultureInfo.InvariantCulture)) : null;
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
