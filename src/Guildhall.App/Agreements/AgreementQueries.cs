using System.Globalization;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Lists;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Agreements;

/// <summary>
/// Reading agreements. One is seen by its acceptor, its proposer, and the accounts that stand for the acceptor's organization; for everybody else it is not there. The private marketplace
/// never hides one. storefront-and-procurement.md B.6, B.7.
/// </summary>
public sealed class AgreementQueries(Database database, Marketplaces marketplaces, PageTokens tokens)
{
    private static readonly Problem WrongToken = AgreementProblems.Invalid("INVALID_NEXT_TOKEN", "nextToken is not one that this list gave to this caller.", "nextToken");

    /// <summary>One agreement. Refused: no right to the operation, a malformed id, none there that the caller may see.</summary>
    /// <param name="operation">AWS's name of what is asked for: <c>DescribeAgreement</c>, <c>GetAgreementTerms</c>.</param>
    public async Task<Result<Agreement>> FindAsync(Caller caller, string operation, string? id, CancellationToken cancellation)
    {
        if ((AgreementRights.Refused(caller, operation) ?? AgreementShapes.AgreementId(id)) is { } refused) return refused;
        await using var db = database.Open();
        var row = await db.Agreements.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, cancellation);
        return row is not null && Sees(caller, row) ? Agreement.Of(row) : AgreementProblems.NotFound("Agreement", id!);
    }

    /// <summary>A page of agreements. Refused: no right, a token that is not of this list and caller, the organization asked for by an account that does not stand for it.</summary>
    public async Task<Result<Page<Agreement>>> SearchAsync(Caller caller, AgreementFilter filter, string? nextToken, CancellationToken cancellation)
    {
        if (AgreementRights.Refused(caller, "SearchAgreements") is { } refused) return refused;
        var view = marketplaces.FindTenantOf(caller.Account);
        if (filter.Scope == AgreementScope.Organization && !ActsFor(caller, view))
            return AgreementProblems.Invalid("UNSUPPORTED_FILTERS", "AcceptorAccountId is for proposers and for the accounts that stand for their organization.", "filters");
        var binding = PageTokens.Binding("SearchAgreements", caller, view, filter.Text);
        string? position = null;
        if (nextToken is not null && (position = tokens.Read(binding, nextToken)) is null) return WrongToken;
        await using var db = database.Open();
        var (account, tenant) = (caller.Account.Value, view?.State.Tenant.Value);
        var rows = filter.Scope switch
        {
            AgreementScope.Proposer => db.Agreements.AsNoTracking().Where(a => a.Proposer == account),
            AgreementScope.Organization => db.Agreements.AsNoTracking().Where(a => a.TenantId == tenant),
            _ => db.Agreements.AsNoTracking().Where(a => a.Account == account),
        };
        var found = await filter.Apply(rows, position).Take(filter.Take + 1).ToListAsync(cancellation);
        var page = found.Take(filter.Take).ToList();
        return new Page<Agreement>([.. page.Select(Agreement.Of)], found.Count > page.Count ? tokens.Write(binding, AgreementFilter.PositionOf(page[^1])) : null);
    }

    /// <summary>A page of an agreement's charges, in their order, or of all charges of the caller's account. An agreement that the caller may not see has none (B.6).</summary>
    /// <param name="agreement">Null for all of the caller's account.</param>
    public async Task<Result<Page<ChargeRow>>> ChargesAsync(Caller caller, string? agreement, int take, string? nextToken, CancellationToken cancellation)
    {
        if ((AgreementRights.Refused(caller, "ListAgreementCharges") ?? (agreement is null ? null : AgreementShapes.AgreementId(agreement))) is { } refused) return refused;
        var binding = PageTokens.Binding("ListAgreementCharges", caller, marketplaces.FindTenantOf(caller.Account), agreement ?? "");
        string? position = null;
        if (nextToken is not null && (position = tokens.Read(binding, nextToken)) is null) return WrongToken;
        await using var db = database.Open();
        var account = caller.Account.Value;
        var charges = db.Charges.AsNoTracking();
        if (agreement is null) charges = charges.Where(c => db.Agreements.Any(a => a.Id == c.AgreementId && a.Account == account));
        else if (await db.Agreements.AsNoTracking().FirstOrDefaultAsync(a => a.Id == agreement, cancellation) is { } row && Sees(caller, row)) charges = charges.Where(c => c.AgreementId == agreement);
        else return Page<ChargeRow>.Empty;
        if (position?.Split(' ') is [var behind, var number])
        {
            var place = long.Parse(number, CultureInfo.InvariantCulture);
            charges = charges.Where(c => string.Compare(c.AgreementId, behind) > 0 || (c.AgreementId == behind && c.Place > place));
        }

        var found = await charges.OrderBy(c => c.AgreementId).ThenBy(c => c.Place).Take(take + 1).ToListAsync(cancellation);
        var page = found.Take(take).ToList();
        return new Page<ChargeRow>(page, found.Count > page.Count ? tokens.Write(binding, string.Create(CultureInfo.InvariantCulture, $"{page[^1].AgreementId} {page[^1].Place}")) : null);
    }

    /// <summary>The part of a list that a page has, by a token bound to the list's operation and subject; for lists that are read whole.</summary>
    public Result<Page<T>> PageOf<T>(Caller caller, string operation, string subject, IReadOnlyList<T> all, int take, string? nextToken)
    {
        var binding = PageTokens.Binding(operation, caller, marketplaces.FindTenantOf(caller.Account), subject);
        var from = 0;
        if (nextToken is not null && (tokens.Read(binding, nextToken) is not { } position || !int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out from))) return WrongToken;
        T[] page = [.. all.Skip(from).Take(take)];
        return new Page<T>(page, from + page.Length < all.Count ? tokens.Write(binding, $"{from + page.Length}") : null);
    }

    private bool Sees(Caller caller, AgreementRow row) =>
        row.Account == caller.Account.Value || row.Proposer == caller.Account.Value
        || (marketplaces.FindTenantOf(caller.Account) is { } view && view.State.Tenant.Value == row.TenantId && ActsFor(caller, view));

    private static bool ActsFor(Caller caller, TenantView? view) => view is not null && caller.Actor.ActsFor(view.Marketplace.Organization);
}
