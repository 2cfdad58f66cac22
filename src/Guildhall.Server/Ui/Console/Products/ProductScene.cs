using System.Globalization;
using Guildhall.App.Vending;
using Guildhall.App.Vending.Products;
using Guildhall.Domain.Vending;

namespace Guildhall.Server.Ui.Console.Products;

/// <summary>The product as it is, and the organizations it can be sold under.</summary>
public sealed record ProductScene(OfferedProduct Offered, IReadOnlyList<OrderableLink> Links)
{
    /// <summary>An organization in words; its id where it cannot be ordered in now.</summary>
    public string NameOf(string? link) => link is null ? "" : Links.FirstOrDefault(l => l.Id == link)?.Name ?? link;

    /// <summary>Every property by its title, for telling what somebody else has changed.</summary>
    internal IReadOnlyList<(string Title, string Text)> Told()
    {
        var product = Offered.Product;
        return
        [
            ("Name", product.Name), ("For sale", YesNo(product.Published)), ("Assisted only", YesNo(product.AssistedOnly)), ("Needs approval", YesNo(product.NeedsApproval)),
            ("Organizations", string.Join(", ", product.Organizations.Select(NameOf))), ("Default organization", NameOf(product.Organization)),
            ("Companies", string.Join(", ", ProductForm.Lines(this))), ("Only these companies", YesNo(product.OnlyCompanies)),
            ("Accounts of one company", product.MostAccounts?.ToString(CultureInfo.InvariantCulture) ?? ""),
            ("Required", string.Join(", ", ProductForm.Needs(product))), ("Terms", product.Terms ?? ""), ("Fields of your own", string.Join(", ", product.Fields.Select(Told))),
        ];
    }

    private static string Told(ProductField field) =>
        $"{field.Label} ({string.Join("; ", new[] { field.Id, field.Kind.ToString(), field.Required ? "required" : null, field.Help, string.Join(" | ", field.Choices), field.Tag }.Where(t => !string.IsNullOrEmpty(t)))})";

    private static string YesNo(bool yes) => yes ? "yes" : "no";
}

/// <summary>The page with what was typed.</summary>
public sealed record ProductEdit(ProductScene Scene, ProductForm Form);
