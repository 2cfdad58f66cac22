using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Guildhall.Domain;
using Guildhall.Domain.Products;
using Microsoft.EntityFrameworkCore.Storage;

namespace Guildhall.App.Catalogue.Storage;

/// <summary>
/// Reads products by plain SQL, the same on both databases: a start reads tens of thousands, and reading them as tracked objects would be most of its time
/// (performance.md 6).
/// </summary>
internal sealed class CatalogueReading(DbConnection connection, IDbContextTransaction transaction)
{
    private const string Products = """
        SELECT "Id", "Type", "Title", "Seller", "Visibility", "LastModified", "AlwaysEntitled", "AllowedAccounts", "Version"
        FROM "Products" WHERE "Version" > @known ORDER BY "Number"
        """;

    private const string Sellers = """SELECT "Id", "Document" FROM "CatalogueRecords" WHERE "Kind" = 'seller'""";

    private const string PrivateOffers = """SELECT "PrivateFor", "Document" FROM "CatalogueRecords" WHERE "PrivateFor" IS NOT NULL""";

    /// <summary>The products that changed after a version, in order of their numbers, and the version they are of.</summary>
    public async Task<(List<Product> Products, long Version)> NewerThanAsync(long known, CancellationToken cancellation)
    {
        var sellers = await SellersAsync(cancellation);
        var buyers = await BuyersAsync(cancellation);
        var products = new List<Product>();
        var version = known;
        await using var command = Command(Products);
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("known", known);
        command.Parameters.Add(parameter);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            products.Add(Product(row, sellers.GetValueOrDefault(row.GetString(3)), buyers.GetValueOrDefault(row.GetString(0))));
            version = Math.Max(version, row.GetInt64(8));
        }

        return (products, version);
    }

    private static Product Product(DbDataReader row, Seller? seller, ImmutableArray<AccountId> buyers)
    {
        var own = row.IsDBNull(7) ? [] : row.GetString(7).Split(' ').Select(account => new AccountId(account)).ToImmutableArray();
        return new Product(
            new ProductId(row.GetString(0)),
            row.GetString(1),
            row.GetString(2),
            seller?.Name ?? row.GetString(3),
            (ProductVisibility)Convert.ToByte(row.GetValue(4), CultureInfo.InvariantCulture),
            new DateTimeOffset(row.GetInt64(5), TimeSpan.Zero),
            row.GetBoolean(6),
            buyers.IsDefaultOrEmpty ? own : [.. own.Union(buyers)],
            seller?.Account);
    }

    private Task<Dictionary<string, Seller>> SellersAsync(CancellationToken cancellation) => DocumentsAsync<Seller>(Sellers, (_, document) => SellerOf(document), cancellation);

    /// <summary>The accounts that private offers name, by product.</summary>
    private Task<Dictionary<string, ImmutableArray<AccountId>>> BuyersAsync(CancellationToken cancellation) => DocumentsAsync<ImmutableArray<AccountId>>(
        PrivateOffers, (before, document) => [.. (before.IsDefault ? [] : before).Union(BuyersOf(document))], cancellation);

    private async Task<Dictionary<string, T>> DocumentsAsync<T>(string sql, Func<T?, JsonElement, T> take, CancellationToken cancellation)
    {
        var found = new Dictionary<string, T>(StringComparer.Ordinal);
        await using var command = Command(sql);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            using var document = JsonDocument.Parse(row.GetString(1));
            found[row.GetString(0)] = take(found.GetValueOrDefault(row.GetString(0)), document.RootElement);
        }

        return found;
    }

    private DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction.GetDbTransaction());
        return command;
    }

    private static Seller SellerOf(JsonElement document) =>
        new(document.GetProperty("displayName").GetString()!, document.TryGetProperty("accountId", out var account) ? account.GetString() : null);

    private static IEnumerable<AccountId> BuyersOf(JsonElement document) =>
        document.GetProperty("buyerAccounts").EnumerateArray().Select(buyer => new AccountId(buyer.GetString()!));

    private sealed record Seller(string Name, string? Account);
}
