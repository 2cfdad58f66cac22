using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Catalogue.Format;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Offers;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Offers;

/// <summary>Finds offers as an account sees them: public ones and those made for it, of products that it may see. storefront-and-procurement.md A.7, M-19.</summary>
public sealed class OfferQueries(Database database, Marketplaces marketplaces)
{
    /// <summary>Null also when the account may not know of it.</summary>
    public async Task<Offer?> FindAsync(AccountId account, string id, CancellationToken cancellation) =>
        (await ReadAsync(account, records => records.Where(r => r.Kind == "offer" && r.Id == id), cancellation)).FirstOrDefault();

    /// <summary>The offer that a proposal is of; its terms are other ones by now when its own proposal id differs. Null also when the account may not know of it.</summary>
    /// <param name="proposal">An <c>agreementProposalId</c>.</param>
    public async Task<Offer?> FindByProposalAsync(AccountId account, string proposal, CancellationToken cancellation)
    {
        if (proposal.Length != RecordIds.ProposalLength) return null;
        var start = proposal[..RecordIds.ProposalsLength];
        return (await ReadAsync(account, records => records.Where(r => r.Proposal == start), cancellation)).FirstOrDefault();
    }

    /// <summary>The product's offers, whatever their time, by id.</summary>
    public async Task<ImmutableArray<Offer>> OfProductAsync(AccountId account, ProductId product, CancellationToken cancellation) =>
        await ReadAsync(account, records => records.Where(r => r.Product == product.Value && r.Proposal != null), cancellation);

    /// <summary>The same of several products, without terms.</summary>
    public async Task<ImmutableArray<Offer>> OfProductsAsync(AccountId account, IEnumerable<string> products, CancellationToken cancellation)
    {
        var wanted = products.ToList();
        return await ReadAsync(account, records => records.Where(r => r.Proposal != null && wanted.Contains(r.Product!)), cancellation, OfferDocuments.Head);
    }

    /// <summary>Those of these ids that the account may know of, by id, without terms.</summary>
    public async Task<ImmutableArray<Offer>> FindAllAsync(AccountId account, IEnumerable<string> ids, CancellationToken cancellation)
    {
        var wanted = ids.ToList();
        return await ReadAsync(account, records => records.Where(r => r.Kind == "offer" && wanted.Contains(r.Id)), cancellation, OfferDocuments.Head);
    }

    /// <summary>The names of the offers' sellers of record, by id.</summary>
    public Task<ImmutableDictionary<string, string>> SellersOfAsync(IEnumerable<Offer> of, CancellationToken cancellation) => SellersAsync(of.Select(o => o.Seller), cancellation);

    /// <summary>The names of sellers, by id.</summary>
    public async Task<ImmutableDictionary<string, string>> SellersAsync(IEnumerable<string> sellerIds, CancellationToken cancellation)
    {
        var ids = sellerIds.Distinct(StringComparer.Ordinal).ToList();
        await using var db = database.Open();
        var sellers = await db.CatalogueRecords.AsNoTracking().Where(r => r.Kind == "seller" && ids.Contains(r.Id)).Select(r => new { r.Id, r.Document }).ToListAsync(cancellation);
        return sellers.ToImmutableDictionary(s => s.Id, s => NameOf(s.Document), StringComparer.Ordinal);
    }

    /// <summary>The names of offers and of who sells them, by the offer's id, whoever may know of them: for agreements made on them. What the catalogue does not have is left out.</summary>
    public async Task<IReadOnlyDictionary<string, (string? Name, string? Seller)>> NamesAsync(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var rows = await db.CatalogueRecords.AsNoTracking().Where(r => r.Kind == "offer" && ids.Contains(r.Id))
            .Join(db.Products, r => r.Product, p => p.Id, (r, p) => new { r.Id, r.Document, p.Seller })
            .ToListAsync(cancellation);
        var known = rows.Select(row => Read(row.Id, row.Document, row.Seller, OfferDocuments.Head)).ToList();
        var sellers = await SellersOfAsync(known, cancellation);
        return known.ToDictionary(o => o.Id, o => ((string?)o.Name, (string?)sellers.GetValueOrDefault(o.Seller)), StringComparer.Ordinal);
    }

    private static string NameOf(string seller)
    {
        using var parsed = JsonDocument.Parse(seller);
        return parsed.RootElement.GetProperty("displayName").GetString()!;
    }

    private async Task<ImmutableArray<Offer>> ReadAsync(AccountId account, Func<IQueryable<CatalogueRecordRow>, IQueryable<CatalogueRecordRow>> choose, CancellationToken cancellation, Func<string, JsonElement, string, Offer>? read = null)
    {
        await using var db = database.Open();
        var rows = await choose(db.CatalogueRecords.AsNoTracking())
            .Join(db.Products, r => r.Product, p => p.Id, (r, p) => new { r.Id, r.Document, p.Seller })
            .OrderBy(r => r.Id)
            .ToListAsync(cancellation);
        var catalogue = marketplaces.Catalogue;
        return
        [
            .. from row in rows
               let offer = Read(row.Id, row.Document, row.Seller, read ?? OfferDocuments.Offer)
               where offer.VisibleTo(account) && catalogue.FindFor(account, offer.Product) is not null
               select offer,
        ];
    }

    private static Offer Read(string id, string document, string manufacturer, Func<string, JsonElement, string, Offer> read)
    {
        using var parsed = JsonDocument.Parse(document);
        return read(id, parsed.RootElement, manufacturer);
    }
}
