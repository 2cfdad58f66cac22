using System.Collections.Immutable;

namespace Guildhall.Domain.Vending;

/// <summary>A company that the product knows.</summary>
/// <param name="Name">As its accounts are labelled.</param>
/// <param name="Organization">The link that its accounts are made under when nobody chooses; null for the product's or the default one.</param>
public sealed record ProductCompany(string Name, string? Organization = null);

/// <summary>AWS accounts as they are sold here: who may order one, where it is made, and what is asked. vendor-integration.md 11.</summary>
public sealed record AccountProduct
{
    public const int MostFields = 20;

    public const int MostCompanies = 500;

    public const int LongestName = 64;

    public const int LongestTerms = 8_000;

    public string Name { get; init; } = "AWS account";

    /// <summary>Whether buyers see it; those who manage an organization order anyway.</summary>
    public bool Published { get; init; } = true;

    /// <summary>Whether only those who manage an organization order, on behalf of others.</summary>
    public bool AssistedOnly { get; init; }

    /// <summary>Whether orders of those who do not manage the organization wait, whatever the link's settings say.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>Ids of the links it is sold under; empty for all.</summary>
    public ImmutableArray<string> Organizations { get; init; } = [];

    /// <summary>The link it is sold under when neither the checkout nor the company says another; null for the default one.</summary>
    public string? Organization { get; init; }

    public ImmutableArray<ProductCompany> Companies { get; init; } = [];

    /// <summary>Whether only <see cref="Companies"/> get accounts.</summary>
    public bool OnlyCompanies { get; init; }

    /// <summary>Accounts of one company; null for no limit.</summary>
    public int? MostAccounts { get; init; }

    public bool RequiresPurpose { get; init; }

    public bool RequiresCostCentre { get; init; }

    public bool RequiresBudget { get; init; }

    /// <summary>What a buyer has to accept; null for nothing.</summary>
    public string? Terms { get; init; }

    /// <summary>The form extension, in the order in which it is asked.</summary>
    public ImmutableArray<ProductField> Fields { get; init; } = [];

    /// <summary>Whether an order has to say whose the account is.</summary>
    public bool RequiresCompany => OnlyCompanies || MostAccounts is not null;

    /// <summary>The company of that name as the product writes it; null for one it does not know.</summary>
    public ProductCompany? Find(string? company) => company is null ? null : Companies.FirstOrDefault(c => c.Name.Equals(company.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it is sold under a link.</summary>
    public bool Allows(string link) => Organizations.IsEmpty || Organizations.Contains(link, StringComparer.Ordinal);

    /// <summary>The links it would be sold under without a choice at checkout, the nearest first: the company's, then its own. vendor-integration.md 7.</summary>
    public IEnumerable<string> Preferred(string? company) => new[] { Find(company)?.Organization, Organization }.OfType<string>();

    /// <summary>Everything that is wrong, by the member's name; empty when nothing is.</summary>
    public IEnumerable<Problem> Faults()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > LongestName || Name.Any(Texts.Forbidden)) yield return Problem.Malformed("A name has 1 to 64 characters that can be seen.", nameof(Name));
        if (MostAccounts is < 1 or > 100_000) yield return Problem.Malformed("A limit is between 1 and 100,000; leave it empty for none.", nameof(MostAccounts));
        if (Organization is { } own && !Allows(own)) yield return Problem.Malformed("The product's own organization is not among those it is sold under.", nameof(Organization));
        if (Terms is { } terms && (terms.Length > LongestTerms || terms.Any(c => c != '\n' && Texts.Forbidden(c)))) yield return Problem.Malformed("Terms have at most 8,000 characters that can be seen.", nameof(Terms));
        foreach (var fault in CompanyFaults()) yield return Problem.Malformed(fault, nameof(Companies));
        foreach (var fault in FieldFaults()) yield return Problem.Malformed(fault, nameof(Fields));
    }

    private IEnumerable<string> CompanyFaults()
    {
        if (OnlyCompanies && Companies.IsEmpty) yield return "Name the companies that get accounts.";
        if (Companies.Length > MostCompanies) yield return "At most 500 companies.";
        if (Companies.Any(c => string.IsNullOrWhiteSpace(c.Name) || c.Name != c.Name.Trim() || new AccountLabels { Company = c.Name }.Faults().Any())) yield return "A company has 1 to 256 characters that can be seen.";
        if (Companies.DistinctBy(c => c.Name, StringComparer.OrdinalIgnoreCase).Count() != Companies.Length) yield return "Two companies have the same name.";
        foreach (var company in Companies.Where(c => c.Organization is { } link && !Allows(link))) yield return $"The organization of {company.Name} is not among those the product is sold under.";
    }

    private IEnumerable<string> FieldFaults()
    {
        if (Fields.Length > MostFields) yield return "At most 20 fields of your own.";
        foreach (var fault in Fields.SelectMany(f => f.Faults())) yield return fault;
        if (Fields.DistinctBy(f => f.Id, StringComparer.Ordinal).Count() != Fields.Length) yield return "Two fields have the same ID.";
        var tags = Fields.Select(f => f.Tag).OfType<string>().ToList();
        if (tags.Distinct(StringComparer.Ordinal).Count() != tags.Count) yield return "Two fields are stored under the same tag.";
    }
}
