using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.App.Access;
using Guildhall.App.Offers;
using Guildhall.App.Search;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Offers;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Discovery;

/// <summary>One offer, its terms, or one set of offers, as an account may know of them: a private one only by those it names (M-19). storefront-and-procurement.md A.7, A.8.</summary>
public sealed class DiscoveredOffers
{
    private readonly Database _database;
    private readonly OfferQueries _offers;
    private readonly OfferSets _sets;
    private readonly ListingIndexes _indexes;
    private readonly PageTokens _tokens;
    private readonly TimeProvider _clock;

    internal DiscoveredOffers(Database database, OfferQueries offers, OfferSets sets, ListingIndexes indexes, PageTokens tokens, TimeProvider clock) =>
        (_database, _offers, _sets, _indexes, _tokens, _clock) = (database, offers, sets, indexes, tokens, clock);

    /// <summary>Refused: no right (<c>ACCESS_DENIED</c>), not there for the account (not found).</summary>
    public async ValueTask<Result<OfferDetails>> OfferAsync(Caller caller, string id, CancellationToken cancellation)
    {
        if (Authorization.Check(caller, "aws-marketplace:GetOffer", "*") is { } refusal) return refusal;
        if (await _offers.FindAsync(caller.Account, id, cancellation) is not { } offer) return DiscoveredProducts.NotFound("offer");
        if ((await _indexes.CurrentAsync(cancellation)).Find(offer.Product) is not { } product) return DiscoveredProducts.NotFound("offer");
        var sets = await _sets.WithAsync(caller.Account, id, cancellation);
        var names = await _offers.NamesAsync(sets.Select(s => s.Set.Seller).Append(offer.Seller), cancellation);
        return new OfferDetails(offer, product, names(offer.Seller), [.. sets.Select(s => new OfferSetInformation(s.Set, names(s.Set.Seller)))], PurchaseOption.Of(offer).Badges(_clock.GetUtcNow()));
    }

    /// <summary>Refused as <see cref="OfferAsync"/>.</summary>
    public async ValueTask<Result<OfferSetDetails>> SetAsync(Caller caller, string id, CancellationToken cancellation)
    {
        if (Authorization.Check(caller, "aws-marketplace:GetOfferSet", "*") is { } refusal) return refusal;
        if (await _sets.FindAsync(caller.Account, id, cancellation) is not { } set) return DiscoveredProducts.NotFound("offer set");
        var listings = await _indexes.CurrentAsync(cancellation);
        var names = await _offers.NamesAsync(set.Offers.Select(o => o.Seller).Append(set.Set.Seller), cancellation);
        var products = set.Offers.Select(o => (Offer: o, Product: listings.Find(o.Product))).ToList();
        if (products.Any(p => p.Product is null)) return DiscoveredProducts.NotFound("offer set");
        return new OfferSetDetails(
            set.Set,
            names(set.Set.Seller),
            [.. products.Select(p => new OfferedProduct(p.Product!, new OfferInformation(p.Offer, names(p.Offer.Seller)), null))],
            PurchaseOption.Of(set).Badges(_clock.GetUtcNow()));
    }

    /// <summary>A page of an offer's terms. Refused as <see cref="OfferAsync"/>, and for a token of another list or of other terms.</summary>
    public async ValueTask<Result<OfferTermsPage>> TermsAsync(Caller caller, string id, int take, string? token, CancellationToken cancellation)
    {
        if (Authorization.Check(caller, "aws-marketplace:GetOfferTerms", "*") is { } refusal) return refusal;
        if (await _offers.FindAsync(caller.Account, id, cancellation) is not { } offer) return DiscoveredProducts.NotFound("offer");
        var binding = DiscoveryTokens.Binding("GetOfferTerms", caller, offer.ProposalId + offer.Id);
        var place = _tokens.Place(binding, token);
        if (place.Refused) return place.Problems;
        return new OfferTermsPage(
            [.. offer.Terms.Skip(place.Value).Take(take)],
            await DimensionsAsync(offer.Product, cancellation),
            _tokens.After(binding, place.Value + take, offer.Terms.Length));
    }

    private async Task<ImmutableDictionary<string, Dimension>> DimensionsAsync(ProductId product, CancellationToken cancellation)
    {
        await using var db = _database.Open();
        var document = JsonElement.Parse(await db.ProductDocuments.Where(d => d.Id == product.Value).Select(d => d.Document).FirstOrDefaultAsync(cancellation) ?? "{}");
        var dimensions = document.Each("dimensions", d => new Dimension(SearchTexts.Text(d, "key"), SearchTexts.Text(d, "name"), SearchTexts.Text(d, "unit"))
        {
            Description = d.Word("description"),
            Labels = d.Each("dimensionLabels", l => new DimensionLabel(SearchTexts.Text(l, "labelType"), SearchTexts.Text(l, "labelValue"), l.Word("displayName"))),
        });
        return dimensions.DistinctBy(d => d.Key, StringComparer.Ordinal).ToImmutableDictionary(d => d.Key, StringComparer.Ordinal);
    }
}

/// <param name="Sets">Those that it belongs to, each with its seller of record.</param>
public sealed record OfferDetails(Offer Offer, ProductInformation Product, SellerInformation SellerOfRecord, ImmutableArray<OfferSetInformation> Sets, ImmutableArray<Named> Badges);

public sealed record OfferSetDetails(OfferSet Set, SellerInformation SellerOfRecord, ImmutableArray<OfferedProduct> Products, ImmutableArray<Named> Badges);

/// <param name="Dimensions">What the terms' prices are for, by key.</param>
/// <param name="NextToken">Null on the last page.</param>
public sealed record OfferTermsPage(ImmutableArray<Term> Terms, ImmutableDictionary<string, Dimension> Dimensions, string? NextToken);

/// <summary>What a price is for.</summary>
public sealed record Dimension(string Key, string Name, string Unit)
{
    public string? Description { get; init; }

    public ImmutableArray<DimensionLabel> Labels { get; init; } = [];
}

public sealed record DimensionLabel(string Type, string Value, string? DisplayName);
