using Guildhall.App.Billing.Spend;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary>The order of the table of spend, and what is looked for in it.</summary>
internal static class SpendSorting
{
    public const string Name = "name";
    public const string Aws = "aws";
    public const string Marketplace = "marketplace";
    public const string Total = "total";
    public const string Before = "before";

    public static IReadOnlyList<SpendRow> Sorted(IEnumerable<SpendRow> rows, ListQuery query)
    {
        var found = query.HasFilter ? rows.Where(r => query.Matches([r.Key, r.Name])) : rows;
        return query.Sort switch
        {
            Name => [.. query.Sorted(found, r => r.Name.Length > 0 ? r.Name : r.Key)],
            Aws => By(r => r.Amount.Aws.Units),
            Marketplace => By(r => r.Amount.Marketplace.Units),
            Before => By(r => r.Before?.Units ?? 0),
            _ => By(r => r.Total.Units),
        };

        IReadOnlyList<SpendRow> By(Func<SpendRow, Int128> amount) => [.. query.Down ? found.OrderByDescending(amount) : found.OrderBy(amount)];
    }
}
