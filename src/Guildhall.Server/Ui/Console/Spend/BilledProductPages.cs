using Guildhall.App;
using Guildhall.App.Billing;
using Guildhall.App.Billing.Exits;
using Guildhall.App.Billing.Spend;
using Guildhall.Domain;
using Guildhall.Server.Api.V1.Billing;
using Guildhall.Server.Ui.Console.Exits;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Spend;

/// <summary><c>/spend/products</c>: products of AWS Marketplace in the bills, beside what is decided about them. mission.md M-39.</summary>
internal sealed class BilledProductPages(Installation guildhall)
{
    public void Map(PageRoutes pages)
    {
        pages.Get(SpendAddresses.Products, BillingReach.Read, On(model => PageAnswer.Console<BilledProductsView>("Products in the bill", model, SpendAddresses.Above)));
        pages.Get(SpendAddresses.Products + ".csv", BillingReach.Read, On(model => model.Query.Tab switch
        {
            BilledProductsModel.Unused => CsvFile.Of(
                "unused-agreements", ["Product", "Name", "Account", "Account name", "Ends", "Agreement"],
                model.UnusedAgreements.Select(a => (IReadOnlyList<object?>)[a.Product?.Value, a.Name, a.Account, NameOf(a.Account), a.End, a.Id])),
            BilledProductsModel.Repeated => CsvFile.Of(
                "bought-more-than-once", ["Product", "Name", "Company", "Account", "Account name", "Agreement"],
                model.RepeatedProducts.SelectMany(p => p.Agreements, (p, a) => (IReadOnlyList<object?>)[p.Product?.Value, p.Name, p.Company, a.Account, NameOf(a.Account), a.Agreement])),
            BilledProductsModel.Exits => CsvFile.Of(
                "exits", ["Id", "Code", "Name", "State", "Gone by", "Accounts", "Still paid for in", "Planned", "Planned by", "Changed", "Note"],
                model.FoundPlans.Select(p => (IReadOnlyList<object?>)[p.Id, p.Code, p.Name, ExitTold.Of(p, model.Today), TypedExit.Day(p.Plan.GoneBy), p.Accounts is { } some ? string.Join(' ', some) : "all", p.Charged?.ToString(), p.PlannedAt, p.PlannedBy, p.UpdatedAt, p.Plan.Note])),
            _ => CsvFile.Of(
                "products-in-the-bill", ["Product", "Code", "Name", "Seller", "Account", "Account name", "Cost", "Currency", "Approved", "Agreements", "Exit by", "Exit planned by"],
                model.Rows.SelectMany(r => r.Uses, (r, u) => (IReadOnlyList<object?>)
                [
                    r.Product.Product?.Value, r.Product.Code, r.Product.Name, r.Product.Seller, u.Account, NameOf(u.Account), u.Cost.ToDecimal(), model.List.Currency, $"{u.Standing}", string.Join(' ', u.Agreements),
                    model.PlanOf(r.Product.Code) is { } plan ? TypedExit.Day(plan.Plan.GoneBy) : null, model.PlanOf(r.Product.Code)?.PlannedBy,
                ])),
        }));
    }

    private PageHandler On(Func<BilledProductsModel, PageAnswer> handler) => SpendDoor.Within(guildhall, async (call, reach, cancellation) =>
    {
        var (query, organizations) = (ListQuery.Of(call, kept: ["tab", "organizationId", "experience"]), Organizations(call));
        var tenant = query.Value("organizationId") is { Length: > 0 } asked ? asked : reach.Tenant ?? call.Tenant?.State.Tenant.Value ?? organizations.Select(o => o.Key).FirstOrDefault() ?? "";
        var list = guildhall.BilledProducts.Of(reach, tenant, call.Caller.Account, SpendAsk.Named(query.Value("experience")));
        if (list.Refused) return new PageAnswer.Refused(list.Problems);
        return handler(new BilledProductsModel(query, list.Value, tenant, organizations)
        {
            Plans = await guildhall.ExitQueries.ListAsync(reach, new ExitFilter(tenant), cancellation),
            Today = DateOnly.FromDateTime(call.Now.UtcDateTime),
            Manages = call.May(BillingReach.Manage),
            Ways = product => BilledWays.Of(call, guildhall, tenant, product),
        });
    });

    private string? NameOf(string account) => guildhall.Marketplaces.NameOf(new AccountId(account));

    /// <summary>What a marketplace manager chooses from; others have their own alone.</summary>
    private IReadOnlyList<SpendChoiceItem> Organizations(PageCall call) =>
        !call.Caller.MarketplaceManager ? [] : [.. SpendDoor.Organizations(guildhall).Select(o => new SpendChoiceItem(o.Key, o.Value)).OrderBy(o => o.Name, StringComparer.OrdinalIgnoreCase)];
}
