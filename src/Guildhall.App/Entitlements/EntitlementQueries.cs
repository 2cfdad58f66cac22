using System.Globalization;
using Guildhall.App.Access;
using Guildhall.App.Agreements;
using Guildhall.App.Governance;
using Guildhall.App.Lists;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Entitlements;
using Guildhall.Domain.Products;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Entitlements;

/// <summary>What a product's own software asks after a sale: who a buyer is, and what of the product they may use. Only the account that published the product is told. storefront-and-procurement.md C.</summary>
public sealed class EntitlementQueries(Database database, Marketplaces marketplaces, PageTokens pages, RegistrationTokens registrations, TimeProvider clock)
{
    /// <summary>Agreements that one page looks at, however few of them fit: a page may be empty and still lead on.</summary>
    private const int MostLookedAt = 1_000;

    private static readonly Problem NoToken = new(ProblemKind.Malformed, "InvalidTokenException", "The registration token is none of a product that this account publishes.");

    /// <summary>A page of entitlements by agreement and dimension. Refused: no right (forbidden), a product that the caller did not publish, a token of another list (malformed).</summary>
    /// <param name="take">1 to 25.</param>
    public async Task<Result<Page<Entitlement>>> ListAsync(Caller caller, string productCode, EntitlementFilter filter, int take, string? nextToken, CancellationToken cancellation)
    {
        if (Authorization.Check(caller, "aws-marketplace:GetEntitlements", "*") is { } forbidden) return forbidden;
        if (PublishedBy(caller.Account, productCode) is not { } product) return Problem.Malformed("ProductCode is none of a product that this account publishes.", "ProductCode");
        var binding = PageTokens.Binding("GetEntitlements", caller, null, $"{product.Id}\n{filter.Text}");
        string? position = null;
        if (nextToken is not null && (position = pages.Read(binding, nextToken)) is null) return Problem.Malformed("NextToken is not one that this list gave to this caller.", "NextToken");
        var (found, next) = await FindAsync(product, caller.Account.Value, filter, take, Place.Read(position), cancellation);
        return new Page<Entitlement>(found, next is null ? null : pages.Write(binding, next.Value.Text));
    }

    /// <summary>The buyer that a registration token names. Refused: no right (forbidden); a token that is none, or for a product that the caller did not publish (<c>InvalidTokenException</c>), or too old (<c>ExpiredTokenException</c>).</summary>
    public async Task<Result<ResolvedCustomer>> ResolveAsync(Caller caller, string token, CancellationToken cancellation)
    {
        if (Authorization.Check(caller, "aws-marketplace:ResolveCustomer", "*") is { } forbidden) return forbidden;
        if (registrations.Open(token, clock.GetUtcNow()) is not { } opened || await FindAsync(opened.Agreement, cancellation) is not { } agreement) return NoToken;
        if (PublishedBy(caller.Account, Customers.CodeOf(agreement.Product)) is null) return NoToken;
        if (opened.Expired)
            return new Problem(ProblemKind.Malformed, "ExpiredTokenException", "The registration token is more than 30 minutes old; the buyer gets a new one by setting up the account again.");
        return new ResolvedCustomer(Customers.IdOf(caller.Account.Value, agreement.Account), Customers.CodeOf(agreement.Product), new AccountId(agreement.Account), Customers.LicenceOf(agreement.Account, agreement.Id));
    }

    private async Task<AgreementRow?> FindAsync(string agreement, CancellationToken cancellation)
    {
        await using var db = database.Open();
        return await db.Agreements.AsNoTracking().FirstOrDefaultAsync(a => a.Id == agreement, cancellation);
    }

    private Product? PublishedBy(AccountId account, string productCode)
    {
        var catalogue = marketplaces.Catalogue;
        var product = catalogue.Find(new ProductId("prod-" + productCode)) ?? catalogue.Find(new ProductId(productCode));
        return product?.ManufacturerAccount == account.Value ? product : null;
    }

    private async Task<(List<Entitlement> Found, Place? Next)> FindAsync(Product product, string publisher, EntitlementFilter filter, int take, Place after, CancellationToken cancellation)
    {
        await using var db = database.Open();
        var found = new List<Entitlement>(take);
        var looked = 0;
        Place? last = null;
        await foreach (var row in InForce(db, product, filter, after).AsAsyncEnumerable().WithCancellation(cancellation))
        {
            foreach (var (number, entitlement) in Of(product, publisher, row).Index())
            {
                var place = new Place(row.Id, number);
                if (row.Id == after.Agreement && number <= after.Number) continue;
                if (found.Count == take) return (found, last);
                if (filter.Takes(entitlement)) found.Add(entitlement);
                last = place;
            }

            if (++looked == MostLookedAt) return (found, new Place(row.Id, int.MaxValue));
        }

        return (found, null);
    }

    private static IQueryable<AgreementRow> InForce(GuildhallDb db, Product product, EntitlementFilter filter, Place after)
    {
        var (id, from, accounts) = (product.Id.Value, after.Agreement, filter.Accounts.ToList());
        var rows = db.Agreements.AsNoTracking().Where(a => a.Product == id && a.Status == AgreementStatus.Active && a.Entitlement == EntitlementStatus.Provisioned);
        if (accounts.Count > 0) rows = rows.Where(a => accounts.Contains(a.Account));
        return rows.Where(a => string.Compare(a.Id, from) >= 0).OrderBy(a => a.Id);
    }

    private static IEnumerable<Entitlement> Of(Product product, string publisher, AgreementRow row)
    {
        var agreement = Agreement.Of(row);
        return EntitledDimension.Of(agreement.Terms).Select(d => new Entitlement(
            Customers.CodeOf(product.Id.Value), d.Dimension, Customers.IdOf(publisher, agreement.Acceptor.Value), agreement.Acceptor, Customers.LicenceOf(agreement.Acceptor.Value, agreement.Id), d.Quantity, agreement.End));
    }

    /// <summary>Behind which entitlement a page begins.</summary>
    private readonly record struct Place(string Agreement, int Number)
    {
        public string Text => string.Create(CultureInfo.InvariantCulture, $"{Agreement} {Number}");

        public static Place Read(string? text) => text?.Split(' ') is [var agreement, var number] ? new Place(agreement, int.Parse(number, CultureInfo.InvariantCulture)) : new Place("", -1);
    }
}

/// <summary>Who a registration token names.</summary>
public sealed record ResolvedCustomer(string Customer, string ProductCode, AccountId Account, string Licence);
