using Guildhall.App.Billing.Spend;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.Server.Api.V1.Billing;

/// <summary>Which spend an address asks for: the same words in pages and calls.</summary>
internal static class SpendAsk
{
    /// <summary>What stands for accounts without a company, a cost centre or an experience.</summary>
    public const string None = "(none)";

    public static readonly string[] Names = ["by", "from", "to", "organizationId", "company", "costCentre", "account", "experience", "product", "currency", "cost"];

    /// <param name="given">The value of a parameter; empty where there is none.</param>
    /// <returns>Refused with the parameter that is wrong.</returns>
    public static Result<SpendWish> Read(Func<string, string> given)
    {
        var (from, to) = (Month("from"), Month("to"));
        if (from.Refused) return from.Problems;
        if (to.Refused) return to.Problems;
        if (Word<SpendBy>(given("by")) is not { } by) return Problem.Malformed($"by is one of {Words<SpendBy>()}.", "by");
        if (Word<SpendCost>(given("cost")) is not { } cost) return Problem.Malformed($"cost is one of {Words<SpendCost>()}.", "cost");
        var account = given("account").Replace("-", "", StringComparison.Ordinal);
        if (account.Length > 0 && (account.Length != 12 || !account.All(char.IsAsciiDigit))) return Problem.Malformed("account is 12 digits.", "account");
        if (given("currency") is { Length: > 0 } currency && !Currencies.All.Contains(currency)) return Problem.Malformed("currency is three letters such as USD.", "currency");
        return new SpendWish
        {
            By = by,
            From = from.Value,
            To = to.Value,
            Tenant = Text("organizationId"),
            Company = Named("company"),
            CostCentre = Named("costCentre"),
            Account = account.Length > 0 ? account : null,
            Experience = Named("experience"),
            Product = Text("product"),
            Currency = Text("currency"),
            Cost = cost,
        };

        string? Text(string name) => given(name) is { Length: > 0 } text ? text : null;
        string? Named(string name) => given(name) is var text && text == None ? "" : text.Length > 0 ? text : null;
        Result<BillingMonth?> Month(string name) => BilledCalls.Period(given(name)) is { Refused: true } refused ? refused.Problems[0] with { Member = name } : BilledCalls.Period(given(name));
    }

    /// <summary>A way to tell spend as an address has it: <c>costCentre</c>.</summary>
    public static string Of<T>(T word)
        where T : struct, Enum => char.ToLowerInvariant($"{word}"[0]) + $"{word}"[1..];

    /// <summary>The first word where none is given; null for one that there is not.</summary>
    private static T? Word<T>(string typed)
        where T : struct, Enum => typed.Length == 0 ? default(T) : Array.Find(Enum.GetValues<T>(), w => Of(w) == typed) is var found && Of(found) == typed ? found : null;

    private static string Words<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Of));
}
