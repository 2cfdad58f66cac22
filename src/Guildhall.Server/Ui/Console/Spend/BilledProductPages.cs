using System.Globalization;
using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Spend;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary><c>/spend/products</c>: products of AWS Marketplace in the bills, beside what is decided about them. mission.md M-39.</summary>
internal sealed class BilledProductPages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(SpendAddresses.Products, BillingReach.Read, On((call, query, list, tenant) => PageAnswer.Console<BilledProductsView>("Products in the bill", new BilledProductsModel(query, list, tenant, Organizations(call)), SpendAddresses.Above)));
        pages.Get(SpendAddresses.Products + ".csv", BillingReach.Read, On((_, _, list, _) => CsvFile.Of(
            "products-in-the-bill", ["Product", "Code", "Name", "Seller", "Account", "Account name", "Cost", "Currency", "Approved", "Agreements"],
            list.Products.SelectMany(p => p.Uses, (p, u) => (IReadOnlyList<object?>)[p.Product?.Value, p.Code, p.Name, p.Seller, u.Account, guildhall.Marketplaces.NameOf(new AccountId(u.Account)), u.Cost.ToDecimal(), list.Currency, $"{u.Standing}", string.Join(' ', u.Agreements)]))));
    }

    private PageHandler On(Func<PageCall, ListQuery, BilledProductList, string, PageAnswer> handler) => (call, _) =>
    {
        var reach = BillingReach.Of(call.Caller, guildhall.Marketplaces);
        if (reach.Refused) return ValueTask.FromResult<PageAnswer>(new PageAnswer.Refused(reach.Problems));
        var query = ListQuery.Of(call, kept: ["tab", "organizationId"]);
        var tenant = query.Value("organizationId") is { Length: > 0 } asked ? asked : reach.Value.Tenant ?? call.Tenant?.State.Tenant.Value ?? guildhall.Marketplaces.All.Select(t => t.State.Tenant.Value).Order(StringComparer.Ordinal).FirstOrDefault() ?? "";
        var list = guildhall.BilledProducts.Of(reach.Value, tenant, call.Caller.Account);
        return ValueTask.FromResult(list.Refused ? new PageAnswer.Refused(list.Problems) : handler(call, query, list.Value, tenant));
    };

    /// <summary>What a marketplace manager chooses from; others have their own alone.</summary>
    private IReadOnlyList<SpendChoiceItem> Organizations(PageCall call) => !call.Caller.MarketplaceManager ? [] :
    [
        .. guildhall.Marketplaces.All.Select(t => new SpendChoiceItem(t.State.Tenant.Value, guildhall.Marketplaces.NameOf(t.Marketplace.Organization.ManagementAccount) ?? t.State.Tenant.Value))
            .OrderBy(t => t.Name, StringComparer.Create(CultureInfo.InvariantCulture, ignoreCase: true)),
    ];
}
