using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending.Products;

/// <summary>Reading and changing the product <i>AWS account</i>. vendor-integration.md 11.</summary>
public sealed class AccountProducts(Database database, Writer writer)
{
    private static readonly Problem Stale = Problem.Conflict(LinkRows.StaleCode, "Somebody else has changed the product meanwhile. Look at it again, then repeat your change.");

    private static readonly Problem Missing = Problem.NotFound("There is no such product.");

    /// <summary>The product as it is now.</summary>
    public async Task<OfferedProduct> ReadAsync(CancellationToken cancellation)
    {
        await using var db = database.Open();
        return KeptProduct.Of(await db.AccountProducts.AsNoTracking().FirstOrDefaultAsync(p => p.Id == KeptProduct.Id, cancellation));
    }

    /// <summary>Whether the caller may order it now.</summary>
    public async Task<bool> OffersAsync(OrderReach reach, CancellationToken cancellation) =>
        reach.Refusal(AccountOrders.Action) is null && (reach.Manages || ProductRules.Refusal((await ReadAsync(cancellation)).Product, manages: false) is null);

    /// <summary>
    /// Changes the product for everybody; what was ordered stays as it was asked. Organizations are named as a checkout names them. Refused: no right, not found
    /// for whoever manages only some of the installation, all that is wrong with it, <c>STALE</c>.
    /// </summary>
    /// <param name="change">The product as it is to be, from the one that is there.</param>
    /// <param name="version">The <see cref="OfferedProduct.Version"/> that was seen; null for whoever does not mind.</param>
    public async Task<Result<OfferedProduct>> ChangeAsync(OrderReach reach, Func<AccountProduct, Result<AccountProduct>> change, long? version, CancellationToken cancellation)
    {
        if (reach.Refusal(LinkReach.Manage) is { } refusal) return refusal;
        if (!reach.Everything) return Missing;
        return await writer.WriteAsync(scope => Decide(scope, reach, change, version), cancellation);
    }

    private static Result<OfferedProduct> Decide(WriteScope scope, OrderReach reach, Func<AccountProduct, Result<AccountProduct>> change, long? version)
    {
        var row = scope.Db.AccountProducts.Find(KeptProduct.Id);
        var before = ProductDocument.Read(row?.Document);
        var given = change(before);
        if (given.Refused) return given.Problems;
        var links = scope.Db.Links.AsNoTracking().Where(l => l.State != LinkStates.Removed).ToList();
        var after = Named(given.Value, links);
        Problem[] faults = [.. after.Faults(), .. Strangers(before, after, links)];
        if (faults.Length > 0) return ImmutableArray.Create(faults);
        if (version is { } seen && seen != (row?.Version ?? 0)) return Stale;
        var (was, now) = (ProductDocument.Write(before), ProductDocument.Write(after));
        if (was == now) return KeptProduct.Of(row);
        OrderAudit.Stage(scope, "EditAccountProduct", reach.Origin, null, new JsonObject { ["before"] = JsonNode.Parse(was), ["after"] = JsonNode.Parse(now) });
        scope.Stage(db => Keep(db, now, reach.Origin.Who, scope.Now));
        return new OfferedProduct(after, (row?.Version ?? 0) + 1, KeptProduct.FormOf(after), scope.Now, reach.Origin.Who);
    }

    private static void Keep(GuildhallDb db, string document, string by, DateTimeOffset now)
    {
        var row = db.AccountProducts.Find(KeptProduct.Id);
        if (row is null) db.Add(row = new AccountProductRow { Id = KeptProduct.Id, Document = document });
        (row.Document, row.UpdatedAt, row.UpdatedBy) = (document, now, by);
        row.Version++;
    }

    /// <summary>Every link by its id, however it was named.</summary>
    private static AccountProduct Named(AccountProduct product, List<LinkRow> links)
    {
        return product with
        {
            Organizations = [.. product.Organizations.Select(Id).OfType<string>().Distinct(StringComparer.Ordinal)],
            Organization = Id(product.Organization),
            Companies = [.. product.Companies.Select(c => c with { Organization = Id(c.Organization) })],
        };

        string? Id(string? name) => string.IsNullOrEmpty(name) ? null : links.Find(l => OrderedLink.IsCalled(l, name))?.Id ?? name;
    }

    /// <summary>Those that are named and not linked; one that was named before and has been removed since may stay.</summary>
    private static IEnumerable<Problem> Strangers(AccountProduct before, AccountProduct after, List<LinkRow> links)
    {
        var known = links.Select(l => l.Id).Concat(Mentioned(before).Select(m => m.Link)).ToHashSet(StringComparer.Ordinal);
        return Mentioned(after).Where(m => !known.Contains(m.Link)).Select(m => Problem.Malformed($"No linked organization is called {m.Link}.", m.Member));
    }

    private static IEnumerable<(string Link, string Member)> Mentioned(AccountProduct product) =>
    [
        .. product.Organizations.Select(o => (o, nameof(product.Organizations))),
        .. new[] { product.Organization }.OfType<string>().Select(o => (o, nameof(product.Organization))),
        .. product.Companies.Select(c => c.Organization).OfType<string>().Select(o => (o, nameof(product.Companies))),
    ];
}
