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

    internal SpendQueries(Database database, Marketplaces marketplaces) => (_database, _marketplaces, _months) = (database, marketplaces, new SpendMonths(database));

    /// <summary>Refused: a period that ends before it begins or has more than <see cref="MostMonths"/> months, an organization out of reach.</summary>
    public Result<SpendReport> Of(BillingReach reach, SpendWish wish)
    {
        if (wish.Tenant is { } asked && !reach.Covers(asked)) return Problem.NotFound("There is no such organization.");
        var reported = _months.Reported(wish.Tenant is { } tenant ? new BillingReach(tenant) : reach);
        ImmutableArray<BillingMonth> all = [.. reported.Select(m => m.Month).Distinct()];
        if (all.IsEmpty) return new SpendReport(wish.Currency, [], [], wish.From ?? default, wish.To ?? default, []);
        var to = wish.To ?? (wish.From > all[^1] ? wish.From.Value : all[^1]);
        var from = wish.From ?? to.Plus(1 - UsualMonths);
        if (wish.From is null && from < all[0] && all[0] <= to) from = all[0];
        if (to < from) return Problem.Malformed("A period ends after it begins.", nameof(SpendWish.To));
        if (Between(from, to) > MostMonths) return Problem.Malformed($"At most {MostMonths} months at once.", nameof(SpendWish.From));
        return Of(wish, reported, all, from, to);
    }

    /// <summary>Reads all months that are usual to ask for, so that nobody waits for them.</summary>
    public Task WarmUpAsync(CancellationToken cancellation)
    {
        var reported = _months.Reported(BillingReach.Operator);
        var usual = reported.Select(m => m.Month).Distinct().OrderDescending().Take(2 * UsualMonths).ToHashSet();
        foreach (var month in reported.Reverse().Where(m => usual.Contains(m.Month)))
        {
            cancellation.ThrowIfCancellationRequested();
            _months.Of(month);
        }

        return Task.CompletedTask;
    }

    /// <summary>What AWS Marketplace charged an organization in its newest months, in the currency that most of it is in.</summary>
    internal MarketplaceSpend Marketplace(string tenant, int months)
    {
        var reported = _months.Reported(new BillingReach(tenant));
        var accounts = new SpendAccounts(_database, _marketplaces, [tenant]);
        if (reported.IsEmpty) return new MarketplaceSpend(null, default, default, [], ImmutableDictionary<string, SpendProduct>.Empty, accounts.CompanyOf);
        var (from, to) = (reported[^1].Month.Plus(1 - months), reported[^1].Month);
        ImmutableArray<ReportedMonth> chosen = [.. reported.Where(m => m.Month >= from)];
        var currency = CurrenciesOf(chosen).FirstOrDefault();
        var choice = new SpendChoice(null, s => s.Marketplace && s.Currency == currency);
        ImmutableArray<MarketplaceCharge> charges = [.. chosen.SelectMany(m => _months.Of(m).Sums.Each(choice)).Select(c => new MarketplaceCharge(c.Account, c.Subject.ProductCode, c.Subject.AgreementId, c.Cost))];
        var products = chosen.SelectMany(m => _months.Of(m).Products).Where(p => p.Marketplace).GroupBy(p => p.Code, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        return new MarketplaceSpend(currency, from, to, charges, products, accounts.CompanyOf);
    }

    private SpendReport Of(SpendWish wish, ImmutableArray<ReportedMonth> reported, ImmutableArray<BillingMonth> all, BillingMonth from, BillingMonth to)
    {
        ImmutableArray<ReportedMonth> chosen = [.. reported.Where(m => m.Month >= from && m.Month <= to)];
        var length = Between(from, to);
        ImmutableArray<ReportedMonth> earlier = [.. reported.Where(m => m.Month >= from.Plus(-length) && m.Month < from)];
        var currencies = CurrenciesOf(chosen);
        var currency = wish.Currency ?? currencies.FirstOrDefault();
        var accounts = new SpendAccounts(_database, _marketplaces, reported.Select(m => m.Tenant).Distinct());
        var choice = new SpendChoice(Counts(wish, accounts), s => s.Currency == currency && (wish.Product is null || s.ProductCode == wish.Product), wish.Cost);
        var before = earlier.Select(m => m.Month).Distinct().Count() == length ? Sums(earlier, choice, wish.By, accounts) : null;
        ImmutableArray<SpendRow> rows =
        [
            .. Sums(chosen, choice, wish.By, accounts)
                .Select(s => new SpendRow(s.Key, NameOf(wish.By, s.Key, accounts, chosen), s.Value, before is null ? null : before.GetValueOrDefault(s.Key).Total))
                .OrderByDescending(r => r.Total.Units).ThenBy(r => r.Key, StringComparer.Ordinal),
        ];
        var (told, days) = Days(reported.Where(m => m.Month == to), choice);
        return new SpendReport(currency, currencies, all, from, to, rows)
        {
            Before = before is null ? null : before.Values.Aggregate(AmountSum.Zero, (sum, a) => sum + a.Total),
            ByMonth = [.. Enumerable.Range(0, length).Select(from.Plus).Select(m => new SpendPoint(m.First, Total(chosen.Where(c => c.Month == m), choice)))],
            ByDay = days,
            DaysTold = told,
            Choices = new SpendChoices(
                [.. accounts.Tenants.Select(t => new SpendChoiceItem(t, OrganizationName(t)))], [.. accounts.Companies.Select(c => new SpendChoiceItem(c, c))], [.. accounts.Experiences], Product(wish.Product, reported)),
        };
    }

    private SpendProduct? Product(string? code, ImmutableArray<ReportedMonth> months) =>
        code is null ? null : months.Reverse().Select(m => _months.Of(m).Products.FirstOrDefault(p => p.Code == code)).FirstOrDefault(p => p is not null);

    private (bool Told, ImmutableArray<SpendPoint> Days) Days(IEnumerable<ReportedMonth> last, SpendChoice choice)
    {
        var months = last.ToList();
        var accounts = choice.Accounts is { } counts ? months.SelectMany(m => _months.Of(m).Sums.Accounts).Where(a => counts(a)).Distinct(StringComparer.Ordinal).Take(SpendReport.MostAccountsByDay + 1).ToList() : null;
        return accounts is { Count: > SpendReport.MostAccountsByDay } ? (false, []) : (true, SpendDays.Of(_database, months, accounts, choice));
    }

    private Dictionary<string, SpendAmount> Sums(ImmutableArray<ReportedMonth> months, SpendChoice choice, SpendBy by, SpendAccounts accounts)
    {
        var sums = new Dictionary<string, SpendAmount>(StringComparer.Ordinal);
        foreach (var month in months)
        {
            foreach (var (key, amount) in SumsOf(month, choice, by)) sums[key] = sums.GetValueOrDefault(key) + amount;
        }

        Func<string, string>? group = by switch { SpendBy.Company => accounts.CompanyOf, SpendBy.CostCentre => accounts.CostCentreOf, SpendBy.Experience => accounts.ExperienceOf, _ => null };
        return group is null ? sums : sums.GroupBy(s => group(s.Key), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Aggregate(SpendAmount.Zero, (sum, s) => sum + s.Value), StringComparer.Ordinal);
    }

    private IEnumerable<KeyValuePair<string, SpendAmount>> SumsOf(ReportedMonth month, SpendChoice choice, SpendBy by)
    {
        var sums = _months.Of(month).Sums;
        return by switch
        {
            SpendBy.Product => sums.BySubject(choice).Select(s => KeyValuePair.Create(s.Key.ProductCode, SpendAmount.Of(s.Value, s.Key.Marketplace))),
            SpendBy.Organization => [KeyValuePair.Create(month.Tenant, Total([month], choice))],
            _ => sums.ByAccount(choice),
        };
    }

    private SpendAmount Total(IEnumerable<ReportedMonth> months, SpendChoice choice) =>
        months.SelectMany(m => _months.Of(m).Sums.BySubject(choice)).Aggregate(SpendAmount.Zero, (sum, s) => sum + SpendAmount.Of(s.Value, s.Key.Marketplace));

    private ImmutableArray<string> CurrenciesOf(ImmutableArray<ReportedMonth> months) =>
        [.. months.SelectMany(m => _months.Of(m).Sums.Subjects).CountBy(s => s.Currency, StringComparer.Ordinal).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key)];

    private string NameOf(SpendBy by, string key, SpendAccounts accounts, ImmutableArray<ReportedMonth> months) => by switch
    {
        SpendBy.Account => accounts.NameOf(key),
        SpendBy.Experience => accounts.ExperienceNameOf(key),
        SpendBy.Product => Product(key, months)?.Name ?? "",
        SpendBy.Organization => OrganizationName(key),
        _ => key,
    };

    private string OrganizationName(string tenant) => _marketplaces.Find(new TenantId(tenant)) is { } view ? _marketplaces.NameOf(view.Marketplace.Organization.ManagementAccount) ?? tenant : tenant;

    private static Predicate<string>? Counts(SpendWish wish, SpendAccounts accounts)
    {
        if (wish is { Account: null, Company: null, CostCentre: null, Experience: null }) return null;
        return account => (wish.Account is null || account == wish.Account) && (wish.Company is null || accounts.CompanyOf(account) == wish.Company) &&
            (wish.CostCentre is null || accounts.CostCentreOf(account) == wish.CostCentre) && (wish.Experience is null || accounts.ExperienceOf(account) == wish.Experience);
    }

    private static int Between(BillingMonth from, BillingMonth to) => ((to.First.Year - from.First.Year) * 12) + to.First.Month - from.First.Month + 1;
}
