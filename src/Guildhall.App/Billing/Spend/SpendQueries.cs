using System.Collections.Immutable;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Domain.Billing.Spend;

namespace Guildhall.App.Billing.Spend;

/// <summary>
/// What accounts, companies and products cost, as AWS reports it, without price rules (statements have those): by month and day, AWS and AWS Marketplace apart. mission.md M-39.
/// </summary>
public sealed class SpendQueries
{
    /// <summary>Months that are shown when none are asked for.</summary>
    public const int UsualMonths = 12;

    /// <summary>Months that one question may be about.</summary>
    public const int MostMonths = 60;

    private readonly Database _database;
    private readonly Marketplaces _marketplaces;
    private readonly SpendMonths _months;

    internal SpendQueries(Database database, Marketplaces marketplaces, SpendMonths months) => (_database, _marketplaces, _months) = (database, marketplaces, months);

    /// <summary>Refused: a period that ends before it begins or has more than <see cref="MostMonths"/> months, an organization out of reach.</summary>
    public Result<SpendReport> Of(BillingReach reach, SpendWish wish)
    {
        if (wish.Tenant is { } asked && !reach.Covers(asked)) return Problem.NotFound("There is no such organization.");
        using var moment = _months.Begin();
        ImmutableArray<ReportedMonth> within = [.. moment.Reported.Where(m => reach.Covers(m.Tenant))];
        ImmutableArray<BillingMonth> all = [.. within.Where(m => wish.Tenant is null || m.Tenant == wish.Tenant).Select(m => m.Month).Distinct()];
        var to = wish.To ?? (all.IsEmpty || wish.From > all[^1] ? wish.From ?? default : all[^1]);
        var from = wish.From ?? (to == default ? default : First(to, all));
        if (to < from) return Problem.Malformed("A period ends after it begins.", nameof(SpendWish.To));
        if (from != default && Between(from, to) > MostMonths) return Problem.Malformed($"At most {MostMonths} months at once.", nameof(SpendWish.From));
        return all.IsEmpty ? new SpendReport(wish.By, null, [], [], from, to, []) : Of(moment, wish, within, all, from, to);
    }

    /// <summary>Which months have a report, and whose.</summary>
    /// <param name="tenant">The months of this organization alone; null for all within reach.</param>
    /// <returns>Refused: an organization out of reach.</returns>
    public Result<ReportedPeriods> PeriodsOf(BillingReach reach, string? tenant)
    {
        if (tenant is not null && !reach.Covers(tenant)) return Problem.NotFound("There is no such organization.");
        using var moment = _months.Begin();
        ImmutableArray<ReportedMonth> within = [.. moment.Reported.Where(m => reach.Covers(m.Tenant))];
        return new ReportedPeriods([.. within.Where(m => tenant is null || m.Tenant == tenant).Select(m => m.Month).Distinct()], OrganizationsOf(within));
    }

    /// <summary>Which accounts of an organization a wish is about, asked with their 12 digits; null for all. Refused: an organization out of reach.</summary>
    public Result<Predicate<string>?> AccountsOf(BillingReach reach, string tenant, SpendWish wish)
    {
        if (!reach.Covers(tenant)) return Problem.NotFound("There is no such organization.");
        return Counts(wish, new SpendAccounts(_database, _marketplaces.Find(new TenantId(tenant)) is { } view ? [view] : []));
    }

    /// <summary>Of each charge that is asked for the months after one that have a report, and whether it cost anything in them.</summary>
    internal ImmutableArray<ImmutableArray<(BillingMonth Month, bool Charged)>> ChargedAfter(string tenant, IEnumerable<AskedCharge> asked)
    {
        using var moment = _months.Begin();
        ImmutableArray<ReportedMonth> reported = [.. moment.Reported.Where(m => m.Tenant == tenant)];
        return [.. asked.Select(a => reported.Where(m => m.Month > a.After).Select(m => (m.Month, moment.SumsOf(m).BySubject(a.Choice).Any(s => s.Value.Units > 0))).ToImmutableArray())];
    }

    private SpendReport Of(SpendMoment moment, SpendWish wish, ImmutableArray<ReportedMonth> within, ImmutableArray<BillingMonth> all, BillingMonth from, BillingMonth to)
    {
        ImmutableArray<ReportedMonth> reported = [.. within.Where(m => wish.Tenant is null || m.Tenant == wish.Tenant)];
        ImmutableArray<ReportedMonth> chosen = [.. reported.Where(m => m.Month >= from && m.Month <= to)];
        var length = Between(from, to);
        ImmutableArray<ReportedMonth> earlier = [.. reported.Where(m => m.Month >= from.Plus(-length) && m.Month < from)];
        var currencies = moment.CurrenciesOf(chosen);
        var currency = wish.Currency ?? currencies.FirstOrDefault();
        var accounts = new SpendAccounts(_database, [.. reported.Select(m => m.Tenant).Distinct().Select(t => _marketplaces.Find(new TenantId(t))).OfType<TenantView>()]);
        var choice = new SpendChoice(Counts(wish, accounts), s => s.Currency == currency && (wish.Product is null || s.ProductCode == wish.Product), wish.Cost);
        var products = moment.ProductsOf(reported);
        var (sums, totals) = Sums(moment, chosen, choice, wish.By, accounts);
        var before = earlier.Select(m => m.Month).Distinct().Count() == length ? Sums(moment, earlier, choice, wish.By, accounts).Rows : null;
        var days = moment.DaysOf([.. reported.Where(m => m.Month == to)], choice);
        return new SpendReport(
            wish.By, currency, currencies, all, from, to,
            [
                .. (before is null ? sums.Keys : sums.Keys.Union(before.Keys, StringComparer.Ordinal))
                    .Select(key => new SpendRow(key, NameOf(wish.By, key, accounts, products), sums.GetValueOrDefault(key), before is null ? null : before.GetValueOrDefault(key).Total))
                    .OrderByDescending(r => r.Total.Units).ThenBy(r => r.Key, StringComparer.Ordinal),
            ])
        {
            Before = before is null ? null : before.Values.Aggregate(AmountSum.Zero, (sum, a) => sum + a.Total),
            ByMonth = [.. Enumerable.Range(0, length).Select(from.Plus).Select(m => new SpendPoint(m.First, totals.GetValueOrDefault(m)))],
            ByDay = days,
            Quarantined = chosen.Sum(m => m.Quarantined),
            Choices = new SpendChoices(
                OrganizationsOf(within), [.. accounts.Companies.Select(c => new SpendChoiceItem(c, c))], [.. accounts.Experiences], wish.Product is null ? null : products.GetValueOrDefault(wish.Product)),
        };
    }

    private ImmutableArray<SpendChoiceItem> OrganizationsOf(ImmutableArray<ReportedMonth> months) =>
        [.. months.Select(m => m.Tenant).Distinct().Select(t => new SpendChoiceItem(t, _marketplaces.NameOf(new TenantId(t)))).OrderBy(t => t.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>By what is asked for, and by month: of one pass over the costs.</summary>
    private static (Dictionary<string, SpendAmount> Rows, Dictionary<BillingMonth, SpendAmount> Months) Sums(SpendMoment moment, ImmutableArray<ReportedMonth> months, SpendChoice choice, SpendBy by, SpendAccounts accounts)
    {
        var (sums, totals) = (new Dictionary<string, SpendAmount>(StringComparer.Ordinal), new Dictionary<BillingMonth, SpendAmount>());
        foreach (var month in months)
        {
            var total = totals.GetValueOrDefault(month.Month);
            foreach (var (key, amount) in SumsOf(moment.SumsOf(month), month.Tenant, choice, by))
            {
                sums[key] = sums.GetValueOrDefault(key) + amount;
                total += amount;
            }

            totals[month.Month] = total;
        }

        Func<string, string>? group = by switch { SpendBy.Company => accounts.CompanyOf, SpendBy.CostCentre => accounts.CostCentreOf, SpendBy.Experience => accounts.ExperienceOf, _ => null };
        var rows = group is null ? sums : sums.GroupBy(s => group(s.Key), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Aggregate(SpendAmount.Zero, (sum, s) => sum + s.Value), StringComparer.Ordinal);
        return (rows, totals);
    }

    private static IEnumerable<KeyValuePair<string, SpendAmount>> SumsOf(SpendMonth sums, string tenant, SpendChoice choice, SpendBy by) => by switch
    {
        SpendBy.Product => sums.BySubject(choice).Select(s => KeyValuePair.Create(s.Key.ProductCode, SpendAmount.Of(s.Value, s.Key.Marketplace))),
        SpendBy.Organization => sums.BySubject(choice).Select(s => KeyValuePair.Create(tenant, SpendAmount.Of(s.Value, s.Key.Marketplace))),
        _ => sums.ByAccount(choice),
    };

    private string NameOf(SpendBy by, string key, SpendAccounts accounts, Dictionary<string, SpendProduct> products) => by switch
    {
        SpendBy.Account => accounts.NameOf(key),
        SpendBy.Experience => accounts.ExperienceNameOf(key),
        SpendBy.Product => products.GetValueOrDefault(key)?.Name ?? "",
        SpendBy.Organization => _marketplaces.NameOf(new TenantId(key)),
        _ => key,
    };

    private static Predicate<string>? Counts(SpendWish wish, SpendAccounts accounts)
    {
        if (wish is { Account: null, Company: null, CostCentre: null, Experience: null }) return null;
        return account => (wish.Account is null || account == wish.Account) && (wish.Company is null || accounts.CompanyOf(account) == wish.Company) &&
            (wish.CostCentre is null || accounts.CostCentreOf(account) == wish.CostCentre) && (wish.Experience is null || accounts.ExperienceOf(account) == wish.Experience);
    }

    /// <summary>The first of the usual months up to one, not before there are any.</summary>
    private static BillingMonth First(BillingMonth to, ImmutableArray<BillingMonth> all)
    {
        var usual = to.Plus(1 - UsualMonths);
        return !all.IsEmpty && usual < all[0] && all[0] <= to ? all[0] : usual;
    }

    private static int Between(BillingMonth from, BillingMonth to) => ((to.First.Year - from.First.Year) * 12) + to.First.Month - from.First.Month + 1;
}
