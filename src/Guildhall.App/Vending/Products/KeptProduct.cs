using System.Security.Cryptography;
using System.Text;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending.Products;

/// <summary>The product as it is stored; one that nobody has changed yet has no row.</summary>
internal static class KeptProduct
{
    public const string Id = "aws-account";

    public static AccountProduct Read(GuildhallDb db) => ProductDocument.Read(db.AccountProducts.Find(Id)?.Document);

    /// <summary>A word for all that a buyer is asked: another one when the form is another.</summary>
    public static string FormOf(AccountProduct product)
    {
        var asked = new AccountProduct
        {
            OnlyCompanies = product.OnlyCompanies,
            Companies = product.OnlyCompanies ? [.. product.Companies.Select(c => new ProductCompany(c.Name))] : [],
            MostAccounts = product.MostAccounts is null ? null : 1,
            RequiresPurpose = product.RequiresPurpose,
            RequiresCostCentre = product.RequiresCostCentre,
            RequiresBudget = product.RequiresBudget,
            Terms = product.Terms,
            Fields = product.Fields,
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ProductDocument.Write(asked))).AsSpan(0, 8));
    }

    /// <summary>Two who order at the same time for a company with a limit: the slower one counts again.</summary>
    public static void Counted(WriteScope scope, AccountProduct product) => scope.Stage(db =>
    {
        if (product.MostAccounts is not null && db.AccountProducts.Find(Id) is { } row) row.Counted++;
    });

    public static OfferedProduct Of(AccountProductRow? row)
    {
        var product = ProductDocument.Read(row?.Document);
        return new OfferedProduct(product, row?.Version ?? 0, FormOf(product), row?.UpdatedAt, row?.UpdatedBy);
    }
}

/// <summary>The product as it is now.</summary>
/// <param name="Version">Moves with each change; 0 before the first.</param>
/// <param name="Form">A word for all that a buyer is asked.</param>
/// <param name="UpdatedAt">Null before the first change.</param>
public sealed record OfferedProduct(AccountProduct Product, long Version, string Form, DateTimeOffset? UpdatedAt, string? UpdatedBy);
