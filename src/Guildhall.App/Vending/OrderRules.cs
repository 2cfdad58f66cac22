using Guildhall.App.Calls;
using Guildhall.Domain;
using Guildhall.Domain.Vending;

namespace Guildhall.App.Vending;

/// <summary>What a wish must be, whatever organization it is for. vendor-integration.md 12.</summary>
internal static class OrderRules
{
    public static IEnumerable<Problem> Faults(OrderReach reach, OrderWish wish)
    {
        foreach (var fault in wish.Form.Faults()) yield return fault;
        if (wish.ClientKey is { } key && !ClientKey.IsKey(key))
            yield return Problem.Malformed("A client key has 1 to 128 printable ASCII characters without blanks.", nameof(OrderWish.ClientKey));
        if (reach.Manages) yield break;
        if (wish.Form.Email is not null) yield return Problem.Malformed("Only managers type the address of an account.", nameof(AccountOrder.Email));
        if (wish.Form.Parent is not null) yield return Problem.Malformed("Only managers choose the place of an account.", nameof(AccountOrder.Parent));
    }
}
