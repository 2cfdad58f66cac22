namespace Guildhall.Domain.Billing.Spend;

/// <summary>Which costs are added up.</summary>
/// <param name="Accounts">Whether an account (12 digits) counts; null for all.</param>
/// <param name="Subjects">Whether a subject counts.</param>
public sealed record SpendChoice(Predicate<string>? Accounts, Predicate<SpendSubject> Subjects, SpendCost Cost = SpendCost.Unblended);
