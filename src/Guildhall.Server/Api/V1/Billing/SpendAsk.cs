using Guildhall.App.Billing.Spend;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary>Which spend an address asks for: the same words in pages and calls.</summary>
internal static class SpendAsk
{
    /// <summary>What stands for accounts without a company, a cost centre or an experience, and costs without a product.</summary>
    public const string None = "(none)";

    public static readonly string[] Names = ["by", "from", "to", "organizationId", "company", "costCentre", "account", "experience", "product", "currency", "cost"];

    /// <param name="given">The value of a parameter; empty where there is none.</param>
    /// <returns>Refused with the parameter that is wrong.</returns>
    public static Result<SpendWish> Read(Func<string, string> given)
    {
        var (from, to) = (Month("from"), Month("to"));
        if (from.Refused) return from.Problems;
        if (to.Refused) return to.Problems;
        var (by, cost) = (SpendBy.Account, SpendCost.Unblended);
        if (given("by") is { Length: > 0 } byWord && !SpendNames.By.TryGetValue(byWord, out by)) return Problem.Malformed($"by is one of {string.Join(", ", SpendNames.By.Keys)}.", "by");
        if (given("cost") is { Length: > 0 } costWord && !SpendNames.Costs.TryGetValue(costWord, out cost)) return Problem.Malformed($"cost is one of {string.Join(", ", SpendNames.Costs.Keys)}.", "cost");
        var account = given("account").Replace("-", "", StringComparison.Ordinal);
        if (account.Length > 0 && (account.Length != 12 || !account.All(char.IsAsciiDigit))) return Problem.Malformed("An account has 12 digits.", "account");
        if (given("currency") is { Length: > 0 } currency && !Currencies.All.Contains(currency)) return Problem.Malformed("currency is three letters such as USD.", "currency");
        return new SpendWish
        {
            By = by,
            From = from.Value,
            To = to.Value,
            Tenant = Text("organizationId"),
            Company = Named(given("company")),
            CostCentre = Named(given("costCentre")),
            Account = account.Length > 0 ? account : null,
            Experience = Named(given("experience")),
            Product = Named(given("product")),
            Currency = Text("currency"),
            Cost = cost,
        };

        string? Text(string name) => given(name) is { Length: > 0 } text ? text : null;
        Result<BillingMonth?> Month(string name) => BilledCalls.Period(given(name)) is var read && read.Refused ? read.Problems[0] with { Member = name } : read;
    }

    /// <summary>What a parameter narrows to: empty for <see cref="None"/>, null for all.</summary>
    public static string? Named(string given) => given switch { "" => null, None => "", _ => given };
}
