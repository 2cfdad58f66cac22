using System.CommandLine;
using Guildhall.Domain.Vending;

namespace Guildhall.Server.Cli;

/// <summary><c>guildhall account edit</c>. contract.md 2, vendor-integration.md 14.</summary>
internal static class AccountEditCommand
{
    private static readonly Option<string?> Company = new("--company") { Description = "A label for statements, the account's tag on AWS too; empty takes it away", HelpName = "TEXT" };
    private static readonly Option<string?> CostCentre = new("--cost-centre") { Description = "Whose costs they are; empty takes it away", HelpName = "TEXT" };
    private static readonly Option<string?> Purpose = new("--purpose") { Description = "What the account is for; empty takes it away", HelpName = "TEXT" };
    private static readonly Option<string?> Budget = new("--budget") { Description = "A month's, such as 250 or 99.50; empty takes it away", HelpName = "AMOUNT" };

    public static Command Make() => new("edit", "Change an account's company, cost centre, purpose and budget; what is not given stays") { AccountActCommands.Id, Company, CostCentre, Purpose, Budget, SettingOption.AwsEndpoint };

    public static Task<int> RunAsync(Call call, CancellationToken cancellation)
    {
        var (company, costCentre, purpose, budget) = (call.Given.GetValue(Company), call.Given.GetValue(CostCentre), call.Given.GetValue(Purpose), call.Given.GetValue(Budget));
        var amount = AccountLabels.ReadBudget(budget);
        if (amount.Refused) return Task.FromResult(call.Refused(amount.Problems));
        return AccountActCommands.RunAsync(call, (guildhall, reach, id) => guildhall.AccountLabelling.ChangeAsync(reach, id, Changed, version: null, cancellation), cancellation);

        AccountLabels Changed(AccountLabels now) => new()
        {
            Company = company ?? now.Company,
            CostCentre = costCentre ?? now.CostCentre,
            Purpose = purpose ?? now.Purpose,
            Budget = budget is null ? now.Budget : amount.Value,
        };
    }
}
