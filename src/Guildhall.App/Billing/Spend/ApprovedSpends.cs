using System.Collections.Immutable;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.App.Billing.Spend;

/// <summary>Spend inside and outside approved lists, as <see cref="BilledProducts"/> tells it product by product. mission.md M-39, design/ui.md 5.</summary>
public sealed class ApprovedSpends
{
    private readonly Database _database;
    private readonly MarketplaceSpends _spends;

    internal ApprovedSpends(Database database, MarketplaceSpends spends) => (_database, _spends) = (database, spends);

    /// <summary>Of an organization within reach, from memory; null while the costs are being read.</summary>
    /// <param name="experience">The id of one: of the accounts that it governs today; null for all.</param>
    public ApprovedSpend? Find(TenantView view, string? experience)
    {
        var tenant = view.State.Tenant.Value;
        if (_spends.Find(t => t == tenant, BilledProducts.Months) is not { } billed) return null;
        var (accounts, sums) = (new SpendAccounts(_database, view), new Dictionary<UseStanding, StandingSpend>());
        var held = HeldAgreements.Named(_database, new BillingReach(tenant), billed.Subjects);
        foreach (var (month, charges) in billed.Months)
        {
            foreach (var (place, product, cost) in charges.Each(Place, Subject))
            {
                var (standing, _) = UseStandings.Of(view.Governance, place, product);
                sums[standing] = sums.GetValueOrDefault(standing).With(cost, newest: month == billed.Newest);
            }
        }

        return new ApprovedSpend(billed.Currency, billed.Newest, sums.ToImmutableDictionary()) { Others = billed.Others };

        UsePlace? Place(string account) => experience is null || accounts.ExperienceOf(account) == experience ? accounts.PlaceOf(account) : null;
        UseSubject? Subject(SpendSubject s) => billed.Tells(s) ? UseSubject.Of(view.Governance, MatchedCharge.ProductOf(s, held, view.Governance.Catalogue)) : null;
    }
}
