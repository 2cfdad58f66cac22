using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Products;

namespace Guildhall.App.Catalogue.Storage;

/// <summary>Reads products, which a start does by the tens of thousands.</summary>
internal sealed class CatalogueReading(PlainReading reading)
{
    private const string Products = """
        SELECT "Id", "Type", "Title", "Seller", "Visibility", "LastModified", "AlwaysEntitled", "AllowedAccounts", "Version"
        FROM "Products" WHERE "Version" > @known ORDER BY "Number"
        """;

    private const string Sellers = """SELECT "Id", "Document" FROM "CatalogueRecords" WHERE "Kind" = 'seller'""";

    private const string PrivateOffers = """SELECT "PrivateFor", "Document" FROM "CatalogueRecords" WHERE "PrivateFor" IS NOT NULL""";

    private readonly Dictionary<string, string> _shared = new(StringComparer.Ordinal);

    /// <summary>The products that changed after a version, in order of their numbers, and the version they are of.</summary>
    public (List<Product> Products, long Version) NewerThan(long known)
    {
        var sellers = SellersIn();
        var buyers = BuyersIn();
        var products = new List<Product>();
        var version = known;
        foreach (var row in reading.Rows(Products, ("known", known)))
        {
            products.Add(Product(row, sellers, buyers));
            version = Math.Max(version, row.GetInt64(8));
        }

        return (products, version);
    }

    private Product Product(DbDataReader row, Dictionary<string, Seller> sellers, Dictionary<string, ImmutableArray<AccountId>> offered)
    {
        var (id, sellerId) = (row.GetString(0), Shared(row.GetString(3)));
        var seller = sellers.GetValueOrDefault(sellerId);
        var own = row.FindString(7) is { } accounts ? accounts.Split(' ').Select(account => new AccountId(account)).ToImmutableArray() : [];
        return new Product(
            new ProductId(id),
            Shared(row.GetString(1)),
            row.GetString(2),
            seller?.Name ?? sellerId,
            (ProductVisibility)row.GetByte(4),
            row.GetTime(5),
            row.GetBoolean(6),
            offered.TryGetValue(id, out var buyers) ? [.. own.Union(buyers)] : own,
            seller?.Account);
    }

    /// <summary>One object for a text that many products have.</summary>
    private string Shared(string text)
    {
        if (_shared.TryGetValue(text, out var known)) return known;
        _shared.Add(text, text);
        return text;
    }

    private Dictionary<string, Seller> SellersIn() => Documents<Seller>(Sellers, (_, document) => SellerOf(document));

    /// <summary>The accounts that private offers name, by product.</summary>
    private Dictionary<string, ImmutableArray<AccountId>> BuyersIn() => Documents<ImmutableArray<AccountId>>(
        PrivateOffers, (before, document) => [.. (before.IsDefault ? [] : before).Union(BuyersOf(document))]);

    private Dictionary<string, T> Documents<T>(string sql, Func<T?, JsonElement, T> take)
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var row in reading.Rows(sql))
        {
            using var document = JsonDocument.Parse(row.GetString(1));
            found[row.GetString(0)] = take(found.GetValueOrDefault(row.GetString(0)), document.RootElement);
        }

        return found;
    }

    private static Seller SellerOf(JsonElement document) =>
        new(document.GetProperty("displayName").GetString()!, document.TryGetProperty("accountId", out var account) ? account.GetString() : null);

    private static IEnumerable<AccountId> BuyersOf(JsonElement document) =>
        document.GetProperty("buyerAccounts").EnumerateArray().Select(buyer => new AccountId(buyer.GetString()!));

    private sealed record Seller(string Name, string? Account);
}
