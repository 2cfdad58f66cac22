using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Server.Ui.Console.Vendors;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Storefront;

namespace Guildhall.Server.Ui.Console.Accounts;

/// <summary>The labels of an account as they stand in a form.</summary>
public sealed record LabelForm(AccountView Account, string Company, string CostCentre, string Purpose, string Budget)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];

    public LinkChanges? Changes { get; init; }

    internal Result<decimal?> Amount => AccountLabels.ReadBudget(Budget);

    internal static LabelForm Of(AccountView account) =>
        new(account, account.Labels.Company ?? "", account.Labels.CostCentre ?? "", account.Labels.Purpose ?? "", Text(account.Labels.Budget));

    internal static LabelForm In(PageCall call, AccountView account) => new(account, call.Text("company"), call.Text("cost-centre"), call.Text("purpose"), call.Text("budget"));

    internal static IReadOnlyList<(string Title, string Text)> Told(AccountLabels labels) =>
        [("Company", labels.Company ?? ""), ("Cost centre", labels.CostCentre ?? ""), ("Purpose", labels.Purpose ?? ""), ("Monthly budget", Text(labels.Budget))];

    /// <summary>The same for reading: an amount in groups.</summary>
    internal static IEnumerable<(string Title, string Text)> Shown(AccountLabels labels) =>
        [.. Told(labels).SkipLast(1), (Told(labels)[^1].Title, labels.Budget is { } budget ? MoneyText.Of(budget, null) : "")];

    /// <summary>By the name of the field.</summary>
    internal static Problem OnPage(Problem problem) => problem with { Member = problem.Member == nameof(AccountLabels.CostCentre) ? "cost-centre" : problem.Member?.ToLowerInvariant() };

    internal AccountLabels Read() => new() { Company = Company, CostCentre = CostCentre, Purpose = Purpose, Budget = Amount.Value };

    private static string Text(decimal? budget) => budget?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";
}
