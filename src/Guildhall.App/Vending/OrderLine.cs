using Guildhall.App.Lists;

namespace Guildhall.App.Vending;

/// <summary>What orders are looked for and sorted by.</summary>
/// <param name="Email">Null also for those who may not see it.</param>
/// <param name="Organization">Null when the link is gone.</param>
internal sealed record OrderLine(string Id, string Name, string State, string? AccountId, string? Email, string? Organization)
{
    public static IEnumerable<OrderLine> Sorted(IEnumerable<OrderLine> lines, OrderSearch search) => search.Down
        ? lines.OrderByDescending(l => l.KeyOf(search.Sort), StringComparer.OrdinalIgnoreCase).ThenByDescending(l => l.Id, StringComparer.Ordinal)
        : lines.OrderBy(l => l.KeyOf(search.Sort), StringComparer.OrdinalIgnoreCase).ThenBy(l => l.Id, StringComparer.Ordinal);

    public bool Matches(OrderSearch search) =>
        (search.State is not { } state || State == state.ToString())
        && Sought.In(search.Text, [Name, AccountId, Email]);

    /// <summary>Ids of orders grow with time.</summary>
    private string KeyOf(OrderSort sort) => sort switch
    {
        OrderSort.Name => Name,
        OrderSort.State => State,
        OrderSort.Account => AccountId ?? "",
        OrderSort.Organization => Organization ?? "",
        _ => Id,
    };
}
