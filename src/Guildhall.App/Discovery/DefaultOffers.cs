using System.Collections.Immutable;
using Guildhall.App.Offers;
using Guildhall.Domain;
using Guildhall.Domain.Offers;

namespace Guildhall.App.Discovery;

/// <summary>The offer that a listing shows of a product: the public one that is open, the last that opened when there are several. storefront-and-procurement.md A.5.</summary>
internal sealed class DefaultOffers(OfferQueries offers, TimeProvider clock)
{
    public async Task<ImmutableDictionary<ProductId, OfferInformation>> OfAsync(AccountId account, ImmutableArray<ProductInformation> products, CancellationToken cancellation)
    {
        var found = await offers.OfProductsAsync(account, products.Select(p => p.Product.Id.Value), cancellation);
        var chosen = found.Where(o => !o.IsPrivate && o.IsOpen(clock.GetUtcNow())).GroupBy(o => o.Product).ToDictionary(g => g.Key, Best);
        var sellers = await offers.NamesAsync(chosen.Values.Select(o => o.Seller), cancellation);
        return chosen.ToImmutableDictionary(o => o.Key, o => new OfferInformation(o.Value, sellers(o.Value.Seller)));
    }

    private static Offer Best(IEnumerable<Offer> offers) => offers.OrderByDescending(o => o.AvailableFrom ?? DateTimeOffset.MinValue).ThenBy(o => o.Id, StringComparer.Ordinal).First();
}

/// <summary>An offer as other things refer to it.</summary>
public sealed record OfferInformation(Offer Offer, SellerInformation SellerOfRecord);
