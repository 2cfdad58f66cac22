using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Offers;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Offers;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Discovery;

/// <summary>Offer sets as an account may know of them: those whose offers it may all know of, for they are bought together. storefront-and-procurement.md A.7.</summary>
internal sealed class OfferSets(Database database, OfferQueries offers)
{
    public async Task<FullOfferSet?> FindAsync(AccountId account, string id, CancellationToken cancellation) =>
        (await ReadAsync(account, id, null, cancellation)).FirstOrDefault();

    public Task<ImmutableArray<FullOfferSet>> WithAsync(AccountId account, string offer, CancellationToken cancellation) => ReadAsync(account, null, offer, cancellation);

    public Task<ImmutableArray<FullOfferSet>> AllAsync(AccountId account, CancellationToken cancellation) => ReadAsync(account, null, null, cancellation);

    /// <param name="id">Only this one; null for all.</param>
    /// <param name="offer">Only those with this offer; null for all.</param>
    private async Task<ImmutableArray<FullOfferSet>> ReadAsync(AccountId account, string? id, string? offer, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var rows = await db.CatalogueRecords.AsNoTracking().Where(r => r.Kind == "offerSet" && (id == null || r.Id == id)).OrderBy(r => r.Id).Select(r => new { r.Id, r.Document }).ToListAsync(cancellation);
        var sets = rows.Select(r => OfferDocuments.OfferSet(r.Id, JsonElement.Parse(r.Document))).Where(s => !s.Withdrawn && (offer is null || s.Offers.Contains(offer))).ToList();
        var known = (await offers.FindAllAsync(account, sets.SelectMany(s => s.Offers).Distinct(StringComparer.Ordinal), cancellation)).ToDictionary(o => o.Id, StringComparer.Ordinal);
        return [.. sets.Where(s => s.Offers.All(known.ContainsKey)).Select(s => new FullOfferSet(s, [.. s.Offers.Select(o => known[o])]))];
    }
}

/// <summary>A set with its offers.</summary>
public sealed record FullOfferSet(OfferSet Set, ImmutableArray<Offer> Offers);
