using System.Collections.Immutable;
using System.Linq.Expressions;
using Guildhall.App.Agreements;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Billing.Spend;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Billing.Spend;

/// <summary>An agreement as charges are matched to it.</summary>
internal sealed record HeldAgreement(string Id, string Account, string Product, DateTimeOffset? End, bool IsActive);

/// <summary>Agreements, ended ones too: their charges come later.</summary>
internal sealed record HeldAgreements(ImmutableArray<HeldAgreement> All)
{
    public Dictionary<string, HeldAgreement> ById { get; } = All.ToDictionary(a => a.Id, StringComparer.Ordinal);

    /// <summary>The active ones, by account and product.</summary>
    public ILookup<(string Account, string Product), string> ByHolder { get; } = All.Where(a => a.IsActive).ToLookup(a => (a.Account, a.Product), a => a.Id);

    public IEnumerable<HeldAgreement> Active => All.Where(a => a.IsActive);

    /// <summary>Those of an organization.</summary>
    public static HeldAgreements Read(Database database, string tenant) => Read(database, new BillingReach(tenant), _ => true);

    public static HeldAgreements Read(Database database, BillingReach reach, Expression<Func<AgreementRow, bool>> which)
    {
        using var db = database.Open();
        var rows = db.Agreements.AsNoTracking().Where(a => reach.Tenant == null || a.TenantId == reach.Tenant).Where(which)
            .Select(a => new { a.Id, a.Account, a.Product, a.EndTime, a.Status }).ToList();
        return new HeldAgreements([.. rows.Select(a => new HeldAgreement(a.Id, a.Account, a.Product, AgreementLine.EndOf(a.EndTime), a.Status == AgreementStatus.Active))]);
    }

    /// <summary>Those that charges name, as far as they are held.</summary>
    public static HeldAgreements Named(Database database, BillingReach reach, IEnumerable<SpendSubject> charges)
    {
        var named = charges.Select(s => s.AgreementId).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return named.Count == 0 ? new HeldAgreements([]) : Read(database, reach, a => named.Contains(a.Id));
    }
}
