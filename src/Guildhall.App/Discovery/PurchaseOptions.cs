using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Offers;
using Guildhall.Domain;
using Guildhall.Domain.Offers;

namespace Guildhall.App.Discovery;

/// <summary>Lists what an account can buy: offers and offer sets. storefront-and-procurement.md A.7.</summary>
public sealed class PurchaseOptions
{
    private readonly Marketplaces _marketplaces;
    private readonly OfferQueries _offers;
    private readonly OfferSets _sets;
    private readonly OfferBook _book;
    private readonly ListingIndexes _indexes;
    private readonly PageTokens _tokens;
    private readonly TimeProvider _clock;

    internal PurchaseOptions(Marketplaces marketplaces, OfferQueries offers, OfferSets sets, OfferBook book, ListingIndexes indexes, PageTokens tokens, TimeProvider clock) =>
        (_marketplaces, _offers, _sets, _book, _indexes, _tokens, _clock) = (marketplaces, offers, sets, book, indexes, tokens, clock);

    /// <summary>
    /// A page of the options that the caller's account may know of; private ones only with the right to them, <c>ListPrivateListings</c>. Refused: no right
    /// (<c>ACCESS_DENIED</c>), a token of another list (<c>INVALID_PAGINATION_TOKEN</c>).
    /// </summary>
    /// <param name="take">1 to 100.</param>
    public async ValueTask<Result<PurchaseOptionPage>> ListAsync(Caller caller, PurchaseOptionQuery query, int take, string? token, CancellationToken cancellation)
    {
        if (Authorization.Check(caller, "aws-marketplace:ListPurchaseOptions", "*") is { } refusal) return refusal;
        var privately = Authorization.Check(caller, "aws-marketplace:ListPrivateListings", "*") is null;
        var binding = DiscoveryTokens.Binding("ListPurchaseOptions", caller, query.Binding);
        PurchaseOptionPlace? after = null;
        if (!string.IsNullOrEmpty(token) && (after = Read(_tokens.ReadBase64(binding, token))) is null) return DiscoveryTokens.Refusal;
        var (now, listings) = (_clock.GetUtcNow(), await _indexes.CurrentAsync(cancellation));
        var sets = await _sets.AllAsync(caller.Account, cancellation);
        var offers = await OffersAsync(caller.Account, query, after, cancellation);
        var page = offers.Where(Fits).Take(take + 1).Concat(sets.Select(PurchaseOption.Of).Where(Fits)).OrderBy(o => o.Place, PurchaseOptionPlace.InOrder).Take(take + 1).ToList();
        var more = page.Count > take;
        if (more) page.RemoveAt(take);
        return await PageAsync(listings, page, sets, more ? _tokens.WriteBase64(binding, Write(page[^1].Place)) : null, cancellation);

        bool Fits(PurchaseOption o) =>
            (after is not { } last || o.Place.Compare(last) > 0) && (privately || !o.IsPrivate) && query.Takes(o, now) && Known(listings, o) && Sees(caller.Account, o);
    }

    /// <summary>Offers in order: those of the products, or all from about the place on.</summary>
    private async ValueTask<IEnumerable<PurchaseOption>> OffersAsync(AccountId account, PurchaseOptionQuery query, PurchaseOptionPlace? after, CancellationToken cancellation)
    {
        if (query.Products is { } products) return (await _offers.OfProductsAsync(account, products, cancellation)).Select(PurchaseOption.Of).OrderBy(o => o.Place, PurchaseOptionPlace.InOrder);
        var all = await _book.CurrentAsync(cancellation);
        return all.Skip(after is { } last ? Before(all, last) : 0);
    }

    /// <summary>How many come before the place.</summary>
    private static int Before(ImmutableArray<PurchaseOption> options, PurchaseOptionPlace place)
    {
        var (low, high) = (0, options.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (options[middle].Place.Compare(place) < 0) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private async Task<PurchaseOptionPage> PageAsync(ListingIndex listings, List<PurchaseOption> page, ImmutableArray<FullOfferSet> sets, string? next, CancellationToken cancellation)
    {
        var names = await _offers.NamesAsync(page.SelectMany(o => o.Offers.Select(offer => offer.Seller).Append(o.Seller)).Concat(sets.Select(s => s.Set.Seller)), cancellation);
        return new PurchaseOptionPage([.. page.Select(o => Full(listings, o, sets, names))], next);
    }

    private FullPurchaseOption Full(ListingIndex listings, PurchaseOption option, ImmutableArray<FullOfferSet> sets, Func<string, SellerInformation> names) => new(
        option,
        names(option.Seller),
        option.Badges(_clock.GetUtcNow()),
        [.. option.Offers.Select(o => new OfferedProduct(listings.Find(o.Product)!, new OfferInformation(o, names(o.Seller)), SetOf(option.Set?.Id, o.Id, sets, names)))]);

    private static OfferSetInformation? SetOf(string? id, string offer, ImmutableArray<FullOfferSet> sets, Func<string, SellerInformation> names) =>
        sets.FirstOrDefault(s => id is null ? s.Set.Offers.Contains(offer) : s.Set.Id == id) is { Set: var set } ? new OfferSetInformation(set, names(set.Seller)) : null;

    private static bool Known(ListingIndex listings, PurchaseOption option) => option.Offers.All(o => listings.Products.Catalogue.NumberOf(o.Product.Value) >= 0);

    private bool Sees(AccountId account, PurchaseOption option) => option.Offers.All(o => o.VisibleTo(account) && _marketplaces.Catalogue.FindFor(account, o.Product) is not null);

    private static string Write(PurchaseOptionPlace place) => string.Create(CultureInfo.InvariantCulture, $"{(place.Private ? 1 : 0)} {place.From} {place.Id}");

    private static PurchaseOptionPlace? Read(string? text) =>
        text?.Split(' ', 3) is [var closed, var from, var id] ? new PurchaseOptionPlace(closed == "1", long.Parse(from, CultureInfo.InvariantCulture), id) : null;
}

/// <param name="NextToken">Null on the last page.</param>
public sealed record PurchaseOptionPage(ImmutableArray<FullPurchaseOption> Options, string? NextToken);

/// <summary>An option with what it is about.</summary>
public sealed record FullPurchaseOption(PurchaseOption Option, SellerInformation SellerOfRecord, ImmutableArray<Named> Badges, ImmutableArray<OfferedProduct> Products);

/// <param name="Set">The set that the offer belongs to; null without one.</param>
public sealed record OfferedProduct(ProductInformation Product, OfferInformation Offer, OfferSetInformation? Set);

/// <summary>A set as other things refer to it.</summary>
public sealed record OfferSetInformation(OfferSet Set, SellerInformation SellerOfRecord);
