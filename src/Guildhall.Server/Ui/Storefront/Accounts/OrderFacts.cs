using System.Globalization;
using Guildhall.Domain.Vending;

namespace Guildhall.Server.Ui.Storefront.Accounts;

/// <summary>What an order says of the account, as approvers and buyers read it: labels, and the fields as they were asked.</summary>
internal static class OrderFacts
{
    public static IReadOnlyList<(string Title, string Text)> Of(AccountOrder order) =>
    [
        .. new (string Title, string? Text)[]
        {
            ("Purpose", order.Purpose), ("Company", order.Company), ("Cost centre", order.CostCentre), ("Monthly budget", order.Budget?.ToString("N2", CultureInfo.InvariantCulture)),
        }.Where(f => f.Text is { Length: > 0 }).Select(f => (f.Title, f.Text!)),
        .. order.Answers.Select(a => (a.Label, a.Shown)),
        .. order.Terms is null ? Array.Empty<(string, string)>() : [("Terms", "Accepted")],
    ];
}
