using Guildhall.App.Agreements;
using Guildhall.App.Governance;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;
using Guildhall.Domain.Products;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Agreements;

/// <summary>An agreement of the list with the names of what it is about, as far as the reader's account may know them.</summary>
public sealed record NamedAgreement(TenantView Tenant, AccountId Reader, AgreementLine Line)
{
    private readonly Product? _product = Tenant.Governance.Catalogue.FindFor(Reader, Line.Product);

    /// <summary>The first line of the list as a file.</summary>
    internal static string CsvHead { get; } = CsvFile.Line(["Id", "Account id", "Account", "Product id", "Product", "Seller", "Offer", "Status", "Approved now", "Reason", "Experience", "Accepted", "Start", "End", "Auto-renew", "Value", "Currency"]);

    public string Title => _product?.Title ?? Line.Product.Value;

    public string? Seller => _product?.Manufacturer ?? Line.Proposer;

    public string? Account => Tenant.Marketplace.Organization.Tree is var tree && tree.Find(Line.Account.Value) is { } node ? tree.Nodes[node].Name : null;

    /// <summary>What governs the account now; null for nothing.</summary>
    public string? Experience => Line.Now.Experience is { } experience ? Tenant.Marketplace.FindExperience(experience)?.Name : null;

    /// <summary>Its line of the list as a file.</summary>
    internal string Csv => CsvFile.Line(
    [
        Line.Id, Line.Account.Value, Account, Line.Product.Value, Title, Seller, Line.Offer, Line.Status.Word(), Line.Approved ? "yes" : "no", Line.Now.Reason.Word(), Experience,
        Line.Accepted, Line.Start, Line.End, Line.AutoRenew ? "yes" : "no", Amounts.Of(Line.Value), Line.Currency,
    ]);
}
