using System.Collections.Immutable;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Exits;

namespace Guildhall.App.Billing.Exits;

/// <summary>A plan of an exit and how it stands.</summary>
/// <param name="Tenant">The organization's id.</param>
/// <param name="Code">The report's product code.</param>
/// <param name="Name">What the report called the product when it was planned.</param>
/// <param name="Accounts">Whose payments are to end, 12 digits each; null for everybody's.</param>
/// <param name="Charged">The newest month, wholly after its day, that it cost something in all the same, as far as that was told; null for none.</param>
public sealed record ExitView(
    string Id, string Tenant, string Code, string Name, ImmutableArray<string>? Accounts, ExitPlan Plan, ExitState State, BillingMonth? Charged,
    DateTimeOffset PlannedAt, string PlannedBy, DateTimeOffset UpdatedAt, string UpdatedBy, long Version)
{
    /// <summary>Whether its day has passed, and nobody knows that it is done.</summary>
    public bool IsLate(DateOnly today) => State == ExitState.Planned && Plan.GoneBy < today;

    internal static ExitView Of(ExitPlanRow row) => new(
        row.Id, row.TenantId, row.Code, row.Name, KeptExits.AccountsOf(row), KeptExits.Of(row), row.State, row.ChargedTold == 0 ? null : new BillingMonth(row.ChargedTold),
        row.PlannedAt, row.PlannedBy, row.UpdatedAt, row.UpdatedBy, row.Version);
}

/// <summary>Plans of exits as they are stored.</summary>
internal static class KeptExits
{
    public static ExitPlan Of(ExitPlanRow row) => new(DayOf(row.GoneBy), row.Note);

    public static ImmutableArray<string>? AccountsOf(ExitPlanRow row) => row.Accounts.Length == 0 ? null : [.. row.Accounts.Split(' ')];

    /// <summary>It is to be looked at anew.</summary>
    public static void Write(ExitPlanRow row, ExitPlan plan)
    {
        if (Number(plan.GoneBy) != row.GoneBy) (row.NearTold, row.ChargedTold) = (false, 0);
        (row.GoneBy, row.Note, row.Day, row.Version) = (Number(plan.GoneBy), plan.Note, 0, row.Version + 1);
    }

    public static int Number(DateOnly day) => (((day.Year * 100) + day.Month) * 100) + day.Day;

    private static DateOnly DayOf(int number) => new(number / 10_000, number / 100 % 100, number % 100);
}
