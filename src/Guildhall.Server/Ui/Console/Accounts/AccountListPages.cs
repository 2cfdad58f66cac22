using Guildhall.App;
using Guildhall.App.Vending;
using Guildhall.Domain;
using Guildhall.Server.Ui.Pages;
using Guildhall.Server.Ui.Parts;

namespace Guildhall.Server.Ui.Console.Accounts;

/// <summary><c>/admin/accounts</c>: all member accounts for those who manage them. vendor-integration.md 14.</summary>
internal sealed class AccountListPages(Installation guildhall)
{
    private static readonly Problem NotYours = Problem.Forbidden("Accounts are listed for managers and for administrators of the organization.");

    public void Map(PageRoutes pages)
    {
        pages.Get("/admin/accounts", OrderQueries.Action, ShowAsync);
        pages.Get("/admin/accounts.csv", OrderQueries.Action, CsvAsync);
    }

    private async ValueTask<PageAnswer> ShowAsync(PageCall call, CancellationToken cancellation)
    {
        var query = ListQuery.Of(call);
        var found = await FindAsync(call, query, Math.Max(0, query.Skip), ListQuery.PageSize, cancellation);
        if (found.Refused) return new PageAnswer.Refused(found.Problems);
        return PageAnswer.Console<AccountListView>("Accounts", new AccountList(query, found.Value));
    }

    private async ValueTask<PageAnswer> CsvAsync(PageCall call, CancellationToken cancellation)
    {
        var found = await FindAsync(call, ListQuery.Of(call), 0, int.MaxValue, cancellation);
        if (found.Refused) return new PageAnswer.Refused(found.Problems);
        return CsvFile.Of(
            "accounts",
            ["Account id", "Name", "E-mail", "State", "Organization", "Unit", "Source", "Company", "Experience", "Order"],
            found.Value.Accounts.Select(a => (IReadOnlyList<object?>)[a.Id, a.Name, a.Email, a.State, a.Organization, string.Join(" / ", a.Path), a.Known?.Source, a.Known?.Company, a.Experience, a.Known?.OrderId]));
    }

    private async Task<Result<AccountPage>> FindAsync(PageCall call, ListQuery query, int skip, int take, CancellationToken cancellation)
    {
        var reach = OrderReach.Of(call.Caller, guildhall.Marketplaces, call.RequestId);
        return reach.Manages ? await guildhall.Accounts.ListAsync(reach, new AccountFilter { Text = query.Text, Skip = skip, Take = take }, cancellation) : NotYours;
    }
}

/// <summary>A part of the list.</summary>
public sealed record AccountList(ListQuery Query, AccountPage Page);
