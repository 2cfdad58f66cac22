using Guildhall.App.Linking;
using Guildhall.App.Store;
using Guildhall.App.Store.Rows;
using Guildhall.App.Vending.Lifecycle;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Microsoft.EntityFrameworkCore;

namespace Guildhall.App.Vending.Products;

/// <summary>An order held against the product that it is of. vendor-integration.md 11, 12.</summary>
internal static class OrderedProduct
{
    private static readonly Problem Stale = Problem.Conflict(LinkRows.StaleCode, "What is asked for an account has changed meanwhile. Look at the form again, then order.");

    private static readonly Problem TooManyTags = Problem.Conflict("TOO_MANY_TAGS", "The account would have more than the 50 tags that AWS allows. Ask the marketplace manager.");

    /// <summary>Everything that is wrong with a wish by the product's rules; nothing else is told of one whose form is not the present one.</summary>
    /// <param name="link">Where the account would be; null when that cannot be told.</param>
    public static IEnumerable<Problem> Faults(GuildhallDb db, OrderReach reach, AccountProduct product, OrderWish wish, LinkRow? link)
    {
        if (wish.FormSeen is { } seen && seen != KeptProduct.FormOf(product)) return [Stale];
        var taken = product.MostAccounts is not null && wish.Form.Company is { } company ? AccountsOf(db, company) : 0;
        var faults = ProductRules.Faults(product, new ProductOrder(wish.Form.Labels(), wish.Fields, wish.TermsAccepted, taken, reach.Manages));
        return link is not null && TagsOf(product, wish, link) > TagForm.Most ? faults.Append(TooManyTags) : faults;
    }

    /// <summary>The wish as it is kept: the company as the product writes it, the answers with their fields, and the terms that were accepted.</summary>
    public static AccountOrder Kept(AccountProduct product, OrderWish wish) => wish.Form with
    {
        Company = product.Find(wish.Form.Company)?.Name ?? wish.Form.Company,
        Answers = ProductRules.Answers(product, wish.Fields),
        Terms = wish.TermsAccepted ? product.Terms : null,
    };

    /// <summary>Counts an order that is opened again as one that is placed; why its company gets no other account now, or null.</summary>
    public static Problem? Reopen(WriteScope scope, OrderRow order)
    {
        var product = KeptProduct.Read(scope.Db);
        if (product.MostAccounts is null || OrderForms.Read(order.Form).Company is not { } company) return null;
        if (ProductRules.Full(product, company, AccountsOf(scope.Db, company)) is { } full) return full;
        KeptProduct.Counted(scope, product);
        return null;
    }

    private static int TagsOf(AccountProduct product, OrderWish wish, LinkRow link) =>
        AccountTags.Of("order", Kept(product, wish), StoredSettings.Read(link.Settings)).Count;

    /// <summary>Accounts that a company has, and those of open orders; the orders of writes before this one in the same transaction are counted too.</summary>
    private static int AccountsOf(GuildhallDb db, string company)
    {
        var labels = db.MemberAccounts.AsNoTracking().Where(a => a.Company != null && a.State != MemberStates.Left && a.State != MemberStates.Closed).Select(a => new { a.AccountId, a.Company }).ToList();
        var accounts = labels.Where(a => Same(a.Company)).Select(a => a.AccountId).ToHashSet(StringComparer.Ordinal);
        var open = db.Orders.Local.Concat(db.Orders.AsNoTracking().Where(o => o.EndedAt == null).ToList()).DistinctBy(o => o.Id, StringComparer.Ordinal);
        return accounts.Count + open.Count(o => o.EndedAt is null && (o.AccountId is null || !accounts.Contains(o.AccountId)) && Same(OrderForms.Read(o.Form).Company));

        bool Same(string? other) => other is not null && other.Trim().Equals(company.Trim(), StringComparison.OrdinalIgnoreCase);
    }
}
