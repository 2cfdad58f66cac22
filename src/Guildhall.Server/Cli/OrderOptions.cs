using System.CommandLine;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.Server.Cli;

/// <summary>What both commands that order take: labels, and what the product asks for. vendor-integration.md 11, 12.3.</summary>
internal static class OrderOptions
{
    public static readonly Option<string?> CostCentre = new("--cost-centre") { Description = "Whose costs they are", HelpName = "TEXT" };
    public static readonly Option<string?> Purpose = new("--purpose") { Description = "What the account is for", HelpName = "TEXT" };
    public static readonly Option<string?> Budget = new("--budget") { Description = "A month's, such as 250 or 99.50", HelpName = "AMOUNT" };
    public static readonly Option<string[]> Fields = new("--field") { Description = "A field of the product, again for each; see guildhall product show", HelpName = "ID=ANSWER" };
    public static readonly Option<bool> AcceptTerms = new("--accept-terms") { Description = "Accept the product's terms" };

    /// <summary>The wish with all that the two commands share. Refused: a budget that is no amount.</summary>
    public static Result<OrderWish> Wish(Call call, AccountOrder form)
    {
        var budget = AccountLabels.ReadBudget(call.Given.GetValue(Budget));
        if (budget.Refused) return budget.Problems;
        return new OrderWish(
            form with { CostCentre = call.Given.GetValue(CostCentre), Purpose = call.Given.GetValue(Purpose), Budget = budget.Value },
            call.Given.GetValue(AccountCommands.Organization),
            call.Given.GetValue(AccountCommands.ClientKey))
        {
            Fields = KeyValues.Read(call.Given.GetValue(Fields) ?? []),
            TermsAccepted = call.Given.GetValue(AcceptTerms),
        };
    }
}
