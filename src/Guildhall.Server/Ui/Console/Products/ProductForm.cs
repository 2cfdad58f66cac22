using System.Collections.Immutable;
using System.Globalization;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Ui.Console.Vendors;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Products;

/// <summary>The product as it stands in the form.</summary>
public sealed record ProductForm
{
    /// <summary>More rows than there can be fields are not read.</summary>
    private const int MostRows = AccountProduct.MostFields + 5;

    public string Name { get; init; } = "";

    public bool AssistedOnly { get; init; }

    public bool NeedsApproval { get; init; }

    public IReadOnlyList<string> Organizations { get; init; } = [];

    public string Organization { get; init; } = "";

    /// <summary>One a line, <c>name</c> or <c>name = organization</c>.</summary>
    public string Companies { get; init; } = "";

    public bool OnlyCompanies { get; init; }

    public string MostAccounts { get; init; } = "";

    /// <summary>Which of purpose, cost centre and budget are required, by their fields.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    public string Terms { get; init; } = "";

    public ImmutableArray<FieldRow> Rows { get; init; } = [];

    public ImmutableArray<Problem> Problems { get; init; } = [];

    public LinkChanges? Changes { get; init; }

    internal static ProductForm Of(ProductScene scene)
    {
        var product = scene.Offered.Product;
        return new ProductForm
        {
            Name = product.Name,
            AssistedOnly = product.AssistedOnly,
            NeedsApproval = product.NeedsApproval,
            Organizations = product.Organizations,
            Organization = product.Organization ?? "",
            Companies = string.Join('\n', Lines(scene)),
            OnlyCompanies = product.OnlyCompanies,
            MostAccounts = product.MostAccounts?.ToString(CultureInfo.InvariantCulture) ?? "",
            Required = [.. Needs(product)],
            Terms = product.Terms ?? "",
            Rows = [.. product.Fields.Select(FieldRow.Of), new FieldRow()],
        };
    }

    internal static ProductForm In(PageCall call) => new()
    {
        Name = call.Text("name"),
        AssistedOnly = call.Text("assisted") == "on",
        NeedsApproval = call.Text("approval") == "on",
        Organizations = call.Texts("organizations"),
        Organization = call.Text("organization"),
        Companies = call.Text("companies"),
        OnlyCompanies = call.Text("only-companies") == "on",
        MostAccounts = call.Text("most-accounts"),
        Required = call.Texts("required"),
        Terms = call.Text("terms"),
        Rows = [.. Enumerable.Range(0, MostRows).Where(row => call.Form.ContainsKey($"f{row}-label")).Select(row => FieldRow.In(call, row))],
    };

    /// <summary>As a product; whether it is for sale is not in the form. Refused: a limit that is no number.</summary>
    internal Result<AccountProduct> Read()
    {
        int? most = null;
        if (MostAccounts.Length > 0)
        {
            if (!int.TryParse(MostAccounts, NumberStyles.None, CultureInfo.InvariantCulture, out var read)) return Problem.Malformed("A limit is a number such as 10; leave it empty for none.", "most-accounts");
            most = read;
        }

        return new AccountProduct
        {
            Name = Name,
            AssistedOnly = AssistedOnly,
            NeedsApproval = NeedsApproval,
            Organizations = [.. Organizations],
            Organization = Organization.Length == 0 ? null : Organization,
            Companies = [.. KeyValues.Lines(Companies).Select(Company)],
            OnlyCompanies = OnlyCompanies,
            MostAccounts = most,
            RequiresPurpose = Required.Contains("purpose"),
            RequiresCostCentre = Required.Contains("cost centre"),
            RequiresBudget = Required.Contains("budget"),
            Terms = Terms.Length == 0 ? null : Terms,
            Fields = [.. Rows.Where(r => !r.IsEmpty).Select(r => r.Read())],
        };
    }

    /// <summary>By the name of the field.</summary>
    internal static Problem OnPage(Problem problem) => problem with
    {
        Member = problem.Member switch
        {
            nameof(AccountProduct.MostAccounts) => "most-accounts",
            null => null,
            var member => member.ToLowerInvariant(),
        },
    };

    internal static IEnumerable<string> Lines(ProductScene scene) =>
        scene.Offered.Product.Companies.Select(c => c.Organization is null ? c.Name : $"{c.Name} = {scene.NameOf(c.Organization)}");

    internal static IEnumerable<string> Needs(AccountProduct product) => new[]
    {
        product.RequiresPurpose ? "purpose" : null, product.RequiresCostCentre ? "cost centre" : null, product.RequiresBudget ? "budget" : null,
    }.OfType<string>();

    private static ProductCompany Company(string line) =>
        line.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, { Length: > 0 } organization] ? new ProductCompany(name, organization) : new ProductCompany(line.TrimEnd('=', ' '));
}
