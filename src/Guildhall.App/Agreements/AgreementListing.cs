using System.Collections.Immutable;
using Guildhall.App.Access;
using Guildhall.App.Governance;
using Guildhall.App.Lists;
using Guildhall.App.Offers;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Products;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Agreements;

/// <summary>The order of a list of subscriptions.</summary>
public enum SubscriptionSort
{
    Product,
    Seller,
    Offer,
    Status,
    Start,
    End,
    Renewal,
    Value,
}

/// <summary>Which subscriptions a list shows, and which part of them.</summary>
public sealed record SubscriptionSearch
{
    /// <summary>A part of the product's, the seller's or the offer's name, or of an id.</summary>
    public string Text { get; init; } = "";

    public AgreementStatus? Status { get; init; }

    /// <summary>AWS's entity type without version; null for all.</summary>
    public string? Type { get; init; }

    public SubscriptionSort Sort { get; init; } = SubscriptionSort.Start;

    public bool Down { get; init; } = true;

    public int Skip { get; init; }

    public int Take { get; init; } = 50;
}

/// <summary>An agreement as its buyer's list tells it.</summary>
/// <param name="Product">Null where the catalogue has it no more, or the reader is not its buyer and may not see it.</param>
/// <param name="Seller">Who sold it; empty where the catalogue does not tell.</param>
/// <param name="OfferName">Empty for an offer without a name.</param>
/// <param name="Refused">Whether the product could not be bought now: an active agreement on it will not be renewed.</param>
public sealed record Subscription(Agreement Agreement, Product? Product, string Seller, string OfferName, bool Refused)
{
    /// <summary>The product's name; its id where that is not known.</summary>
    public string Title => Product?.Title ?? Agreement.Product.Value;

    public bool WillNotRenew => Refused && Agreement.Status == AgreementStatus.Active;

    public bool IsTrial => TermKinds.IsTrial(Agreement.Terms);
}

/// <summary>A part of the subscriptions of an account.</summary>
/// <param name="Total">How many match.</param>
/// <param name="Types">The product types that the account has agreements on.</param>
public sealed record FoundSubscriptions(int Total, ImmutableArray<Subscription> Subscriptions, ImmutableArray<string> Types);

/// <summary>What an account has agreed on, by product, seller and offer as people call them. storefront-and-procurement.md D.5.</summary>
public sealed class AgreementListing(Database database, Marketplaces marketplaces, OfferQueries offers, Decisions decisions)
{
    /// <summary>The caller's account's agreements. Refused: no right to search agreements.</summary>
    public async Task<Result<FoundSubscriptions>> ListAsync(Caller caller, SubscriptionSearch search, CancellationToken cancellation)
    {
        if (AgreementRights.Refused(caller, "SearchAgreements") is { } refused) return refused;
        var account = caller.Account.Value;
        await using var db = database.Open();
        var rows = await db.Agreements.AsNoTracking().Where(a => a.Account == account).ToListAsync(cancellation);
        var named = await NamedAsync(caller, [.. rows.Select(Agreement.Of)], cancellation);
        var found = Sorted(named.Where(s => Matches(s, search)), search).ToList();
        return new FoundSubscriptions(found.Count, [.. found.Skip(Places.Within(search.Skip, search.Take, found.Count)).Take(search.Take)], [.. rows.Select(r => r.ProductType).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>The account's active agreements on a product, the newest first; none without the right to search agreements.</summary>
    public async Task<ImmutableArray<Agreement>> ActiveAsync(Caller caller, ProductId product, CancellationToken cancellation)
    {
        if (AgreementRights.Refused(caller, "SearchAgreements") is not null) return [];
        var account = caller.Account.Value;
        await using var db = database.Open();
        var rows = await db.Agreements.AsNoTracking().Where(a => a.Account == account && a.Product == product.Value && a.Status == AgreementStatus.Active).ToListAsync(cancellation);
        return [.. rows.Select(Agreement.Of).OrderByDescending(a => a.Accepted)];
    }

    /// <summary>An agreement with the names that people know its parts by.</summary>
    public async Task<Subscription> NameAsync(Caller caller, Agreement agreement, CancellationToken cancellation) => (await NamedAsync(caller, [agreement], cancellation))[0];

    private async Task<IReadOnlyList<Subscription>> NamedAsync(Caller caller, IReadOnlyList<Agreement> agreements, CancellationToken cancellation)
    {
        var known = await offers.NamesAsync([.. agreements.Select(a => a.Offer).Distinct(StringComparer.Ordinal)], cancellation);
        var view = marketplaces.FindTenantOf(caller.Account);
        return
        [
            .. from agreement in agreements
               let own = agreement.Acceptor == caller.Account
               let product = own ? marketplaces.Catalogue.Find(agreement.Product) : marketplaces.Catalogue.FindFor(caller.Account, agreement.Product)
               let offer = own || product is not null ? known.GetValueOrDefault(agreement.Offer) : default
               select new Subscription(agreement, product, offer.Seller ?? product?.Manufacturer ?? "", offer.Name ?? "", Refuses(view, agreement)),
        ];
    }

    private bool Refuses(TenantView? view, Agreement agreement) =>
        agreement.Status == AgreementStatus.Active && view is not null
        && decisions.Decide(view, agreement.Acceptor.Value, agreement.Product.Value).Reason is DecisionReason.ProductNotApproved or DecisionReason.ProductDenied;

    private static bool Matches(Subscription one, SubscriptionSearch search) =>
        (search.Status is not { } status || one.Agreement.Status == status)
        && (search.Type is not { } type || one.Agreement.ProductType == type)
        && Sought.In(search.Text, [one.Title, one.Seller, one.OfferName, one.Agreement.Id, one.Agreement.Product.Value, one.Agreement.Offer]);

    private static IEnumerable<Subscription> Sorted(IEnumerable<Subscription> found, SubscriptionSearch search) => search.Sort switch
    {
        SubscriptionSort.Product => By(found, search, s => s.Title, StringComparer.OrdinalIgnoreCase),
        SubscriptionSort.Seller => By(found, search, s => s.Seller, StringComparer.OrdinalIgnoreCase),
        SubscriptionSort.Offer => By(found, search, s => s.OfferName, StringComparer.OrdinalIgnoreCase),
        SubscriptionSort.Status => By(found, search, s => s.Agreement.Status.Word(), StringComparer.Ordinal),
        SubscriptionSort.End => By(found, search, s => s.Agreement.End ?? DateTimeOffset.MaxValue),
        SubscriptionSort.Renewal => By(found, search, s => s.Agreement.AutoRenew),
        SubscriptionSort.Value => By(found, search, s => (s.Agreement.Currency ?? "", Amounts.Of(s.Agreement.Value))),
        _ => By(found, search, s => s.Agreement.Start),
    };

    /// <summary>Among equals the newest first, whichever way the list goes.</summary>
    private static IOrderedEnumerable<Subscription> By<T>(IEnumerable<Subscription> found, SubscriptionSearch search, Func<Subscription, T> key, IComparer<T>? comparer = null) =>
        (search.Down ? found.OrderByDescending(key, comparer) : found.OrderBy(key, comparer)).ThenByDescending(s => s.Agreement.Accepted).ThenBy(s => s.Agreement.Id, StringComparer.Ordinal);
}
