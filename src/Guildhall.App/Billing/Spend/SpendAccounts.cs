using System.Collections.Immutable;
using Guildhall.App.Governance;
using Guildhall.App.Store;
using Guildhall.Domain;
using Guildhall.Domain.Billing;

namespace Guildhall.App.Billing.Spend;

/// <summary>What is known of the accounts that costs are of: names and labels from what is kept, experiences from what governs today.</summary>
internal sealed class SpendAccounts
{
    private readonly Lazy<Dictionary<string, BilledAccount>> _known;
    private readonly ImmutableArray<TenantView> _views;

    /// <param name="views">Of one moment each: an account's place is a place in that tree.</param>
    public SpendAccounts(Database database, params ImmutableArray<TenantView> views)
    {
        _views = views;
        _known = new Lazy<Dictionary<string, BilledAccount>>(() => Read(database, _views));
    }

    /// <summary>Its name on AWS, or the one it was ordered by; empty for one that only the report knows.</summary>
    public string NameOf(string account) => _known.Value.GetValueOrDefault(account) is { } known ? known.Name : "";

    /// <summary>Empty when it has none.</summary>
    public string CompanyOf(string account) => _known.Value.GetValueOrDefault(account)?.Company ?? "";

    /// <summary>Empty when it has none.</summary>
    public string CostCentreOf(string account) => _known.Value.GetValueOrDefault(account)?.CostCentre ?? "";

    /// <summary>The id of what governs it today; empty when nothing does.</summary>
    public string ExperienceOf(string account)
    {
        foreach (var view in _views)
        {
            if (view.Marketplace.Organization.Tree.Find(account) is { } node) return view.Governance.GovernorOf(node)?.Experience.Value ?? "";
        }

        return "";
    }

    /// <summary>Where it is, of one organization.</summary>
    public UsePlace PlaceOf(string account) => new(account, _views is [var view] ? view.Marketplace.Organization.Tree.Find(account) : null);

    public string ExperienceNameOf(string id) => _views.Select(v => v.Marketplace.FindExperience(new EntityId(id))?.Name).FirstOrDefault(n => n is not null) ?? "";

    public IEnumerable<SpendChoiceItem> Experiences =>
        _views.SelectMany(v => v.Marketplace.Experiences.Values).Where(e => e.Governs).Select(e => new SpendChoiceItem(e.Id.Value, e.Name)).OrderBy(e => e.Name, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<string> Companies => _known.Value.Values.Select(a => a.Company).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase);

    private static Dictionary<string, BilledAccount> Read(Database database, ImmutableArray<TenantView> views)
    {
        using var db = database.Open();
        var known = new Dictionary<string, BilledAccount>(StringComparer.Ordinal);
        foreach (var account in views.SelectMany(view => OpenBooks.Accounts(db, view, view.State.Tenant.Value))) known[account.Id] = account;
        return known;
    }
}
