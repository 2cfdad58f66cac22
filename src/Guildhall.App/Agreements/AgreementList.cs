using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Lists;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Agreements;

/// <summary>All agreements of an organization, beside what is approved now: for the accounts that stand for it. storefront-and-procurement.md B.6.</summary>
public sealed class AgreementList(Database database, Marketplaces marketplaces, PageTokens tokens)
{
    internal const string Operation = "SearchAgreements";

    /// <summary>Rows that are read at one time where the database alone cannot tell which fit.</summary>
    private const int PerRead = 1_000;

    private static readonly Problem NotYours = Problem.Forbidden("The agreements of an organization are seen from its management account or from a delegated administrator's.");

    /// <summary>
    /// A page of agreements, by cursors that lead on and back. Refused: no right to SearchAgreements, an account that does not stand for its organization, a token that is not of this list
    /// and caller.
    /// </summary>
    public async Task<Result<Page<AgreementLine>>> ListAsync(Caller caller, AgreementListFilter filter, string? nextToken, CancellationToken cancellation)
    {
        if (AgreementRights.Refused(caller, Operation) is { } refusal) return refusal;
        if (marketplaces.FindTenantOf(caller.Account) is not { } view || !caller.Actor.ActsFor(view.Marketplace.Organization)) return NotYours;
        var binding = PageTokens.Binding("ListAgreements", caller, view, filter.Text);
        AgreementPosition? after = null;
        if (nextToken is not null && (after = AgreementPosition.Read(tokens.Read(binding, nextToken))) is null) return PageTokens.Refusal;
        var found = await WalkAsync(new Seen(view, caller.Account, filter), after, cancellation);
        return Page<AgreementLine>.Of(found, filter.Take, after is { Back: true }, after is not null, (line, back) => tokens.Write(binding, (filter.PositionOf(line) with { Back = back }).Write()));
    }

    /// <summary>One agreement of the organization. Refused: no right, an account that does not stand for the organization, none there: another organization's is as one that is not there.</summary>
    public async Task<Result<Agreement>> FindAsync(Caller caller, string id, CancellationToken cancellation)
    {
        if (AgreementRights.Refused(caller, "DescribeAgreement") is { } refusal) return refusal;
        if (marketplaces.FindTenantOf(caller.Account) is not { } view || !caller.Actor.ActsFor(view.Marketplace.Organization)) return NotYours;
        var tenant = view.State.Tenant.Value;
        await using var db = database.Open();
        return await db.Agreements.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.TenantId == tenant, cancellation) is { } row ? Agreement.Of(row) : AgreementProblems.NotFound("Agreement", id);
    }

    /// <summary>One more than the page takes, if there are as many.</summary>
    private async Task<List<AgreementLine>> WalkAsync(Seen seen, AgreementPosition? from, CancellationToken cancellation)
    {
        var filter = seen.Filter;
        var (ascending, take) = (filter.Ascending != from is { Back: true }, filter.Reads ? Math.Max(PerRead, filter.Take + 1) : filter.Take + 1);
        var tenant = seen.View.State.Tenant.Value;
        await using var db = database.Open();
        List<AgreementLine> found = [];
        while (true)
        {
            var rows = filter.Walk(filter.Of(db.Agreements.AsNoTracking().Where(a => a.TenantId == tenant)), from, ascending);
            var read = await rows.Take(take).Select(AgreementLine.Read).ToListAsync(cancellation);
            found.AddRange(read.Select(seen.Judged).Where(seen.Fits).Take(filter.Take + 1 - found.Count));
            if (read.Count < take || found.Count > filter.Take) return found;
            from = filter.PositionOf(read[^1]);
        }
    }

    /// <summary>A list on one state of the organization, and what its viewer may be told of products.</summary>
    private sealed record Seen(TenantView View, AccountId Viewer, AgreementListFilter Filter)
    {
        public AgreementLine Judged(AgreementLine line) => line with { End = line.End is { } end ? AgreementLine.EndOf(end) : null, Now = View.Governance.Decide(line.Account.Value, line.Product.Value) };

        public bool Fits(AgreementLine line) =>
            (Filter.Approved is not { } approved || line.Approved == approved)
            && (Filter.Experience is not { } experience || line.Now.Experience == experience)
            && (Filter.Words.Length == 0 || Named(line));

        private bool Named(AgreementLine line)
        {
            var tree = View.Marketplace.Organization.Tree;
            var account = tree.Find(line.Account.Value) is { } node ? tree.Nodes[node].Name : null;
            var product = View.Governance.Catalogue.FindFor(Viewer, line.Product);
            return Sought.In(Filter.Words, [line.Id, line.Account.Value, account, line.Product.Value, product?.Title, product?.Manufacturer, line.Proposer, line.Offer]);
        }
    }
}
