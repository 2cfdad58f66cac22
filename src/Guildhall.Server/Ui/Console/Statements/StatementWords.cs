using Guildhall.App.Billing.MonthlyStatements;
using Guildhall.Domain.Billing;
using Guildhall.Server.Ui.Parts;
using Guildhall.Server.Ui.Storefront;

namespace Guildhall.Server.Ui.Console.Statements;

/// <summary>How statements are told on pages.</summary>
internal static class StatementWords
{
    public static StatusKind KindOf(StatementStanding standing) => standing switch
    {
        StatementStanding.Paid => StatusKind.Good,
        StatementStanding.Overdue => StatusKind.Bad,
        StatementStanding.Draft => StatusKind.Inactive,
        StatementStanding.Void => StatusKind.Inactive,
        StatementStanding.Sent => StatusKind.Waiting,
        _ => StatusKind.Information,
    };

    public static string CompanyOf(string? company) => company ?? "Unassigned";

    public static string Money(long minor, string currency) => MoneyText.Of(MinorUnits.ToDecimal(minor, currency), currency);

    public static string Block(StatementBlock block) => block switch
    {
        StatementBlock.Aws => "AWS services",
        StatementBlock.Marketplace => "AWS Marketplace",
        StatementBlock.Charges => "Charges",
        StatementBlock.Corrections => "Corrections",
        _ => "Rounding",
    };

    public static string Line(StatementLine line) =>
        line.Corrects is { } month ? $"Correction of {BillingMonth.Of(month)}" : line.Block == StatementBlock.Rounding ? "Rounding of the lines" : line.Name.Length > 0 ? line.Name : line.Product;
}
