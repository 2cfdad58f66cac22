using System.Collections.Immutable;

namespace Guildhall.Domain.Vending;

/// <summary>An order as it is held against the product.</summary>
/// <param name="Labels">With the company as it was typed.</param>
/// <param name="Fields">What was typed into the fields, by their ids.</param>
/// <param name="AccountsOfCompany">Accounts that the company has, and those it is about to have.</param>
/// <param name="Manages">Whether whoever orders manages the organization.</param>
public sealed record ProductOrder(AccountLabels Labels, IReadOnlyDictionary<string, string> Fields, bool TermsAccepted, int AccountsOfCompany, bool Manages);

/// <summary>What the product asks of every order, from page, own API and command line alike. vendor-integration.md 11, 12.</summary>
public static class ProductRules
{
    /// <summary>The problem's code when the product is not for the caller to order.</summary>
    public const string NotOffered = "NOT_OFFERED";

    /// <summary>The problem's code when the company has all the accounts that it may have.</summary>
    public const string LimitReached = "COMPANY_LIMIT_REACHED";

    /// <summary>Why the caller may order none at all; null when the caller may. Whoever manages orders drafts too, to try them.</summary>
    public static Problem? Refusal(AccountProduct product, bool manages) =>
        manages ? null
        : !product.Published ? Problem.Conflict(NotOffered, $"{product.Name} is not for sale now. Ask the marketplace manager.")
        : product.AssistedOnly ? Problem.Conflict(NotOffered, $"{product.Name} is ordered for you by those who manage the marketplace. Ask them.")
        : null;

    /// <summary>Everything that is wrong with an order, by its member; empty when nothing is.</summary>
    public static IEnumerable<Problem> Faults(AccountProduct product, ProductOrder order)
    {
        if (Refusal(product, order.Manages) is { } refusal) yield return refusal;
        foreach (var fault in CompanyFaults(product, order)) yield return fault;
        if (product.RequiresPurpose && order.Labels.Tidied.Purpose is null) yield return Problem.Malformed("Say what the account is for.", nameof(AccountLabels.Purpose));
        if (product.RequiresCostCentre && order.Labels.Tidied.CostCentre is null) yield return Problem.Malformed("Name a cost centre.", nameof(AccountLabels.CostCentre));
        if (product.RequiresBudget && order.Labels.Budget is null) yield return Problem.Malformed("Give a monthly budget.", nameof(AccountLabels.Budget));
        if (product.Terms is not null && !order.TermsAccepted) yield return Problem.Malformed("Accept the terms.", nameof(ProductOrder.TermsAccepted));
        foreach (var field in product.Fields)
        {
            if (ProductAnswer.Of(field, order.Fields.GetValueOrDefault(field.Id)) is { Refused: true } refused) yield return refused.Problems[0];
        }

        foreach (var stray in order.Fields.Keys.Except(product.Fields.Select(f => f.Id), StringComparer.Ordinal)) yield return Problem.Malformed($"{product.Name} asks for no field {stray}.", ProductAnswer.MemberOf(stray));
    }

    /// <summary>Why a company that has so many accounts, and is about to have them, gets no other; null when it does.</summary>
    public static Problem? Full(AccountProduct product, string company, int accounts) => product.MostAccounts is { } most && accounts >= most
        ? Problem.Conflict(LimitReached, $"{company} has {accounts:N0} of {most:N0} accounts.") with { Member = nameof(AccountLabels.Company) }
        : null;

    /// <summary>What was answered, of an order without faults.</summary>
    public static ImmutableArray<ProductAnswer> Answers(AccountProduct product, IReadOnlyDictionary<string, string> fields) =>
        [.. product.Fields.Select(f => ProductAnswer.Of(f, fields.GetValueOrDefault(f.Id))).Where(a => !a.Refused).Select(a => a.Value).OfType<ProductAnswer>()];

    private static IEnumerable<Problem> CompanyFaults(AccountProduct product, ProductOrder order)
    {
        if (order.Labels.Tidied.Company is not { } company)
        {
            if (product.OnlyCompanies) yield return Problem.Malformed("Name the company whose account it is.", nameof(AccountLabels.Company));
            else if (product.MostAccounts is not null) yield return Problem.Malformed("Name the company whose account it is: each has a number of accounts.", nameof(AccountLabels.Company));
            yield break;
        }

        if (product.OnlyCompanies && product.Find(company) is null) yield return Problem.Malformed($"{product.Name} is not sold to {company}.", nameof(AccountLabels.Company));
        else if (Full(product, company, order.AccountsOfCompany) is { } full) yield return full;
    }
}
