using System.Collections.Immutable;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.App.Billing.Spend;

/// <summary>What AWS Marketplace charged in some months.</summary>
/// <param name="Months">Of each organization, the oldest first; empty while there is no report.</param>
internal sealed record MarketplaceMonths(ImmutableArray<(BillingMonth Month, SpendMonth Sums)> Months)
{
    private readonly ImmutableArray<string> _currencies = SpendCurrencies.ByUse(SubjectsOf(Months).Where(s => s.Marketplace).Select(s => s.Currency));

    /// <summary>The one that most of it is in; of the report where nothing of it is charged; null while there is no report.</summary>
    public string? Currency => _currencies.FirstOrDefault() ?? SpendCurrencies.ByUse(SubjectsOf(Months).Select(s => s.Currency)).FirstOrDefault();

    /// <summary>Currencies of charges that are not told in it.</summary>
    public ImmutableArray<string> Others => [.. _currencies.Skip(1)];

    /// <summary>The first month of which there is a report; without meaning while there is none, as <see cref="Newest"/> is.</summary>
    public BillingMonth First => Months.IsEmpty ? default : Months[0].Month;

    public BillingMonth Newest => Months.IsEmpty ? default : Months[^1].Month;

    /// <summary>What was charged for, once for each month that has it.</summary>
    public IEnumerable<SpendSubject> Subjects => SubjectsOf(Months).Where(s => s.Marketplace);

    /// <summary>Whether a subject is among what is told.</summary>
    public bool Tells(SpendSubject subject) => subject.Marketplace && subject.Currency == Currency;

    private static IEnumerable<SpendSubject> SubjectsOf(ImmutableArray<(BillingMonth Month, SpendMonth Sums)> months) => months.SelectMany(m => m.Sums.Subjects);
}
