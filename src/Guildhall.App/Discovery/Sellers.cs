using Guildhall.App.Offers;

namespace Guildhall.App.Discovery;

/// <summary>What sellers are called: those of record need not make a product.</summary>
internal static class Sellers
{
    /// <summary>By id; one that the catalogue does not name is called by its id.</summary>
    public static async Task<Func<string, SellerInformation>> NamesAsync(this OfferQueries offers, IEnumerable<string> ids, CancellationToken cancellation)
    {
        var names = await offers.SellersAsync(ids, cancellation);
        return id => new SellerInformation(id, names.GetValueOrDefault(id, id));
    }
}
