using System.Collections.Immutable;

namespace Guildhall.Domain.Billing.Budgets;

/// <summary>A budget that is spent and holds new purchases. vendor-integration.md 15.6.</summary>
/// <param name="Month">The month that is spent: the hold ends with it.</param>
/// <param name="Accounts">Null: all of the organization.</param>
public sealed record PurchaseHold(string Budget, string Name, BillingMonth Month, ImmutableHashSet<string>? Accounts)
{
    /// <summary>As it is stored: ids with spaces between, nothing for all.</summary>
    public static PurchaseHold Read(string budget, string name, int month, string accounts) =>
        new(budget, name, new BillingMonth(month), accounts.Length == 0 ? null : accounts.Split(' ').ToImmutableHashSet(StringComparer.Ordinal));

    public bool Holds(AccountId account, BillingMonth now) => Month == now && Accounts?.Contains(account.Value) != false;

    /// <summary>The first that holds; null when none does.</summary>
    public static PurchaseHold? Find(ImmutableArray<PurchaseHold> holds, AccountId account, DateTimeOffset now)
    {
        if (holds.IsEmpty) return null;
        var month = BillingMonth.Of(now);
        foreach (var hold in holds)
        {
            if (hold.Holds(account, month)) return hold;
        }

        return null;
    }
}
